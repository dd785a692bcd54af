import { heldThrough } from '#domain/ends/held-through';
import type { Holding } from '#domain/holding/holding';
import type { AccessRequest } from '#domain/request/access-request';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from '../effects/read-blocks';

export interface InForcePorts {
  readonly requests: RequestStore;
  readonly holdings: HoldingStore;
}

/** What a request has given that is in force; undefined where that is not known of all of it. */
export async function findInForce(
  ports: InForcePorts,
  request: AccessRequest,
): Promise<readonly Holding[] | undefined> {
  // Nothing was ever sent on it.
  if (!('progress' in request)) return [];
  const blocks = await readBlocks(ports.requests, request);
  const { found, unreadable } = await ports.holdings.getMany(heldThrough(request, blocks));
  if (unreadable.size > 0) return undefined;
  return [...found.values()].filter(({ grants }) =>
    grants.some(({ requestId }) => requestId === request.id),
  );
}
