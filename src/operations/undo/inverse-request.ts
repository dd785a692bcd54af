import { heldThrough } from '#domain/ends/held-through';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Longest } from '#domain/policy/longest-term';
import { longestOfAll, termRulesOf } from '#domain/policy/longest-term';
import { isUsualNamed, usualOfAll } from '#domain/policy/usual-term';
import type { AccessRequest } from '#domain/request/access-request';
import { hasTerm } from '#domain/term/has-term';
import { type Inverse, inverseOf } from '#domain/undo/inverse';
import type { ConnectionStore } from '#ports/connection-store';
import type { HoldingStore } from '#ports/holding-store';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

export interface InverseRequest extends Inverse {
  /** Of what is given back, by the policy in force. */
  readonly longest: Longest;
  /** How many days the form begins with; undefined: for good, as it was before. */
  readonly usualDays: number | undefined;
}

/**
 * What would undo a request, as it stands now; nothing as long as it is not finished. It is asked anew, of the site
 * that is connected: while that is not the request's own, its ids mean something else there, or nothing.
 */
export async function inverseRequest(
  ports: {
    readonly connections: ConnectionStore;
    readonly requests: RequestStore;
    readonly holdings: HoldingStore;
    readonly policies: PolicyStore;
  },
  request: AccessRequest,
): Promise<Result<InverseRequest, { readonly code: 'notConnected' }>> {
  const isFinished = request.state === 'completed' || request.state === 'needsAttention';
  if (!isFinished) return ok({ ask: { subjects: [], changes: [] }, stays: [], ...FOR_GOOD });
  const chosen = await ports.connections.chosen();
  if (chosen?.id !== request.connectionId) return refuse({ code: 'notConnected' });
  const blocks = await readBlocks(ports.requests, request);
  // What can't be read is asked to be undone, and the plan says why it can't be.
  const { found } = await ports.holdings.getMany(heldThrough(request, blocks));
  const inverse = inverseOf(request, blocks, found);
  const given = inverse.ask.changes.filter((change) => hasTerm([change]));
  if (given.length === 0) return ok({ ...inverse, ...FOR_GOOD });
  const policy = await ports.policies.inForce(chosen.id);
  const entitlements = given.map(({ entitlement }) => entitlement);
  const rules = termRulesOf(policy);
  const longest = longestOfAll(policy.longestTermDays, rules, entitlements);
  const asBefore = longest.longestTermDays === undefined && !isUsualNamed(rules, entitlements);
  const usualDays = asBefore ? undefined : usualOfAll(longest, rules, entitlements);
  return ok({ ...inverse, longest, usualDays });
}

const FOR_GOOD: Pick<InverseRequest, 'longest' | 'usualDays'> = {
  longest: { longestTermDays: undefined },
  usualDays: undefined,
};
