import { heldThrough } from '#domain/ends/held-through';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { hasTerm } from '#domain/term/has-term';
import { type Inverse, inverseOf } from '#domain/undo/inverse';
import type { ConnectionStore } from '#ports/connection-store';
import type { HoldingStore } from '#ports/holding-store';
import type { PolicyStore } from '#ports/policy-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

export interface InverseRequest extends Inverse {
  /** Of what is given back, by the policy in force; undefined: it may be for good. */
  readonly longestTermDays: number | undefined;
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
  if (!isFinished)
    return ok({ ask: { subjects: [], changes: [] }, stays: [], longestTermDays: undefined });
  const chosen = await ports.connections.chosen();
  if (chosen?.id !== request.connectionId) return refuse({ code: 'notConnected' });
  const blocks = await readBlocks(ports.requests, request);
  // What can't be read is asked to be undone, and the plan says why it can't be.
  const { found } = await ports.holdings.getMany(heldThrough(request, blocks));
  const inverse = inverseOf(request, blocks, found);
  const policy = hasTerm(inverse.ask.changes) ? await ports.policies.inForce(chosen.id) : undefined;
  return ok({ ...inverse, longestTermDays: policy?.longestTermDays });
}
