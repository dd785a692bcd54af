import type { Instant } from '../lib/time';
import type { AccessRequest } from './access-request';

/**
 * When the app goes on with a request by itself, whatever people do: at once, or at the end of the time to
 * decide, of a pause, or of a lease whose run has died. Undefined where it is a person's turn, or the request
 * is over.
 */
export function nextMoveAt(request: AccessRequest): Instant | undefined {
  switch (request.state) {
    case 'awaitingApproval':
      return request.timesOutAt;
    case 'scheduled':
      return request.pause?.nextTryAt ?? request.startsAt;
    case 'approved':
      return request.since;
    case 'applying':
      return request.pause?.nextTryAt ?? request.lease.until;
    case 'completed':
    case 'needsAttention':
    case 'declined':
    case 'withdrawn':
    case 'timedOut':
      return undefined;
  }
}
