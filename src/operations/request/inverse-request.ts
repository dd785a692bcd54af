import { countBlocks } from '#domain/provisioning/make-step-blocks';
import type { AccessRequest } from '#domain/request/access-request';
import { type Inverse, inverseOf } from '#domain/request/inverse';
import type { GrantStore } from '#ports/grant-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from './read-blocks';

/** What would undo a request, as it stands now; nothing as long as it is not finished. */
export async function inverseRequest(
  ports: { readonly requests: RequestStore; readonly grants: GrantStore },
  request: AccessRequest,
): Promise<Inverse> {
  const isFinished = request.state === 'completed' || request.state === 'needsAttention';
  if (!isFinished) return { ask: { subjects: [], changes: [] }, stays: [] };
  const numbers = Array.from({ length: countBlocks(request.ask) }, (_, block) => block);
  const [blocks, grants] = await Promise.all([
    readBlocks(ports.requests, request),
    ports.grants.ofRequest(request.id, numbers),
  ]);
  return inverseOf(request, blocks, grants);
}
