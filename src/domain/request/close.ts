import type { ClosedFor } from '../audit/closed-for';
import type { Instant } from '../lib/time';
import type { AccessRequest, Withdrawn } from './access-request';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/**
 * A request that waits, for a decision or its start, and nobody could make anything of any more: it is closed with its reason, so that whoever asked learns why, and
 * nobody approves what then comes to nothing. Undefined where it does not wait.
 */
export function close(
  request: AccessRequest,
  closedFor: ClosedFor,
  at: Instant,
): Transition<Withdrawn> | undefined {
  if (request.state !== 'awaitingApproval' && request.state !== 'scheduled') return undefined;
  return {
    request: { ...coreOf(request), state: 'withdrawn', since: at, closedFor },
    facts: [{ kind: 'request.closed', closedFor }],
  };
}
