import type { Grant } from '#domain/grant/grant';
import { type Held, type Holding, lastingGrant } from '#domain/holding/holding';
import { asksWhoAsks } from '#domain/policy/judge-asker';
import { judgeLetIn } from '#domain/policy/judge-let-in';
import { asksWhichProject } from '#domain/policy/judge-project';
import type { Policy } from '#domain/policy/policy';
import { approvedWhileIn, letInOn, unaskedOn } from '#domain/request/authorization';
import { changesGiving } from '#domain/request/changes-giving';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import type { PolicyDecides } from '../approval/policy-decides';
import { type MayAskPorts, mayStillAsk } from './may-still-ask';

export interface WhetherAllowedPorts extends MayAskPorts {
  readonly requests: Pick<RequestStore, 'get'>;
}

/**
 * Whether what a grant gave could be asked for now as it was: by the same person, where the work item is by now, and where it was
 * as somebody approved just that; and whether the work item with which it ends is not done. Only where a rule of the policy, or its term, asks for either; of a request that is not there, it is not known then.
 * Nor is it given where the policy decided it and would not any more (`policyDecides`), or where a fallback approver approved it beside those who were asked, and may not any more: of a request that can't be
 * read, that is not known, whatever the policy asks.
 */
export async function findWhetherAllowed(
  ports: WhetherAllowedPorts,
  { entitlement, subject }: Held,
  { requestId, workItemId }: Pick<Grant, 'requestId' | 'workItemId'>,
  policy: Policy | undefined,
  policyDecides: PolicyDecides,
): Promise<'allowed' | 'forbidden' | 'notKnown'> {
  if (policy === undefined) return 'notKnown';
  const asks = asksWhoAsks(policy, [entitlement]) || asksWhichProject(policy, [entitlement]);
  const request = await ifUnreadable(ports.requests.get(requestId), 'unreadable');
  if (request === 'unreadable') return 'notKnown';
  if (request === undefined) return asks || workItemId !== undefined ? 'notKnown' : 'allowed';
  const changes = changesGiving(request, { entitlement, subject });
  if (!judgeLetIn(policy, letInOn(request, changes))) return 'forbidden';
  const unasked = unaskedOn(request, changes);
  if (!asks && workItemId === undefined && unasked === undefined) return 'allowed';
  try {
    if (unasked !== undefined && !(await policyDecides(entitlement, unasked))) return 'forbidden';
    const change = { verb: 'add', entitlement, subjects: [] } as const;
    const where = approvedWhileIn(request, changes);
    const asked = { change, approvedWhileIn: where };
    return (await mayStillAsk(ports, request, policy, asked)) ? 'allowed' : 'forbidden';
  } catch (error) {
    if (error instanceof SiteFailure) return 'notKnown';
    throw error;
  }
}

/**
 * The same of many, all of one group or role, as they are being given back: who asked and where the work item is are of the
 * request, and asked once for each.
 */
export async function areAllAllowed(
  ports: WhetherAllowedPorts,
  holdings: readonly Holding[],
  policy: Policy,
  policyDecides: PolicyDecides,
): Promise<boolean> {
  const ofRequests = new Map(holdings.map((one) => [lastingGrant(one)?.requestId, one]));
  for (const one of ofRequests.values()) {
    const grant = lastingGrant(one);
    if (grant === undefined) return false;
    const allowed = await findWhetherAllowed(ports, one, grant, policy, policyDecides);
    if (allowed !== 'allowed') return false;
  }
  return true;
}
