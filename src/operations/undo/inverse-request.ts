import { heldThrough } from '#domain/ends/held-through';
import type { AccessRequest } from '#domain/request/access-request';
import { type Inverse, inverseOf } from '#domain/undo/inverse';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

/** What would undo a request, as it stands now; nothing as long as it is not finished. */
export async function inverseRequest(
  ports: { readonly requests: RequestStore; readonly holdings: HoldingStore },
  request: AccessRequest,
): Promise<Inverse> {
  const isFinished = request.state === 'completed' || request.state === 'needsAttention';
  if (!isFinished) return { ask: { subjects: [], changes: [] }, stays: [] };
  const blocks = await readBlocks(ports.requests, request);
  // What can't be read is asked to be undone, and the plan says why it can't be.
  const { found } = await ports.holdings.getMany(heldThrough(request, blocks));
  return inverseOf(request, blocks, found);
}
