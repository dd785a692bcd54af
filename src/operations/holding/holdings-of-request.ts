import type { AccessRequest } from '#domain/request/access-request';
import type { HoldingStore, HoldingsRead } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { heldByRequest } from './held-by-request';

/** Of thousands, mostly the first tell. */
const AT_ONCE = 250;

/** What is on record of all that a request may have given, some at a time: whoever knows enough reads no further. */
export async function* holdingsOfRequest(
  ports: { readonly requests: RequestStore; readonly holdings: HoldingStore },
  request: AccessRequest,
): AsyncGenerator<HoldingsRead> {
  const held = await heldByRequest(ports, request);
  for (let from = 0; from < held.length; from += AT_ONCE) {
    yield ports.holdings.getMany(held.slice(from, from + AT_ONCE));
  }
}
