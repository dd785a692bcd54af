import type { Lateness } from '#domain/grant/lateness';
import { missingSince } from '#domain/holding/missing';
import { overdueSince } from '#domain/holding/overdue';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';
import { holdingsOfRequest } from './holdings-of-request';

export interface StillLatePorts {
  readonly requests: RequestStore;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

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
  const read = async () => {
    for await (const { found, unreadable } of holdingsOfRequest(ports, request)) {
      if (unreadable.size > 0) return true;
      const at = ports.clock.now();
      for (const one of found.values()) {
        const isOfIt = one.grants.some(({ requestId }) => requestId === request.id);
        if (isOfIt && since(one, at) !== undefined) return true;
      }
    }
    return false;
  };
  return ifUnreadable(read(), true);
}
