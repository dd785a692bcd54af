import type { Instant } from '../lib/time';
import type { AccessRequest, Withdrawn } from './access-request';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/**
 * A request that waits, for a decision or its start, of somebody whose account was closed: nobody could withdraw it any more, or be told of it.
 * Undefined where it does not wait.
 */
export function withdrawForLeaver(
  request: AccessRequest,
  at: Instant,
): Transition<Withdrawn> | undefined {
  if (request.state !== 'awaitingApproval' && request.state !== 'scheduled') return undefined;
  return {
    request: { ...coreOf(request), state: 'withdrawn', since: at },
    facts: [{ kind: 'request.withdrawn', accountClosed: true }],
  };
}
