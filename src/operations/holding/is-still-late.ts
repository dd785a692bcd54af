import type { Lateness } from '#domain/grant/lateness';
import { missingSince } from '#domain/holding/missing';
import { overdueSince } from '#domain/holding/overdue';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { heldByRequest } from './held-by-request';

export interface StillLatePorts {
  readonly requests: RequestStore;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

/** Of thousands, mostly the first tell. */
const AT_ONCE = 250;

/**
 * Whether anything that a request gave is overdue, or missing, as somebody is to be told of it: that may be hours after it was
 * promised. What can't be read may be.
 */
export async function isStillLate(
  ports: StillLatePorts,
  request: AccessRequest,
  about: Lateness,
): Promise<boolean> {
  const since = about === 'overdue' ? overdueSince : missingSince;
  const held = await ifUnreadable(heldByRequest(ports, request), undefined);
  if (held === undefined) return true;
  for (let from = 0; from < held.length; from += AT_ONCE) {
    const { found, unreadable } = await ports.holdings.getMany(held.slice(from, from + AT_ONCE));
    if (unreadable.size > 0) return true;
    const at = ports.clock.now();
    for (const one of found.values()) {
      const isOfIt = one.grants.some(({ requestId }) => requestId === request.id);
      if (isOfIt && since(one, at) !== undefined) return true;
    }
  }
  return false;
}
