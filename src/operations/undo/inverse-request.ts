import { heldThrough } from '#domain/ends/held-through';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { type Inverse, inverseOf } from '#domain/undo/inverse';
import type { ConnectionStore } from '#ports/connection-store';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

/**
 * What would undo a request, as it stands now; nothing as long as it is not finished. It is asked anew, of the site
 * that is connected: while that is not the request's own, its ids mean something else there, or nothing.
 */
export async function inverseRequest(
  ports: {
    readonly connections: ConnectionStore;
    readonly requests: RequestStore;
    readonly holdings: HoldingStore;
  },
  request: AccessRequest,
): Promise<Result<Inverse, { readonly code: 'notConnected' }>> {
  const isFinished = request.state === 'completed' || request.state === 'needsAttention';
  if (!isFinished) return ok({ ask: { subjects: [], changes: [] }, stays: [] });
  const chosen = await ports.connections.chosen();
  if (chosen?.id !== request.connectionId) return refuse({ code: 'notConnected' });
  const blocks = await readBlocks(ports.requests, request);
  // What can't be read is asked to be undone, and the plan says why it can't be.
  const { found } = await ports.holdings.getMany(heldThrough(request, blocks));
  return ok(inverseOf(request, blocks, found));
}
