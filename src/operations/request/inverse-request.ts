import { heldThrough } from '#domain/grant/held-through';
import type { AccessRequest } from '#domain/request/access-request';
import { type Inverse, inverseOf } from '#domain/request/inverse';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from './read-blocks';

/** What would undo a request, as it stands now; nothing as long as it is not finished. */
export async function inverseRequest(
  ports: { readonly requests: RequestStore; readonly holdings: HoldingStore },
  request: AccessRequest,
): Promise<Inverse> {
  const isFinished = request.state === 'completed' || request.state === 'needsAttention';
  if (!isFinished) return { ask: { subjects: [], changes: [] }, stays: [] };
  const blocks = await readBlocks(ports.requests, request);
  const holdings = await ports.holdings.getMany(heldThrough(request, blocks));
  return inverseOf(request, blocks, holdings);
}
