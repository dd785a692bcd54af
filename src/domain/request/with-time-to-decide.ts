import type { Instant } from '../lib/time';
import type { AwaitingApproval } from './access-request';
import { validUntil } from './as-approved';
import { coreOf } from './core-of';
import { onlyUntil } from './only-until';
import { remindersOf } from './reminders';

/** No approval holds for longer, and what is only to be given until then is not decided after it. */
export function withTimeToDecide(
  request: AwaitingApproval,
  wanted: Instant,
  at: Instant,
): AwaitingApproval {
  const { ask, term } = request;
  const timesOutAt = Math.min(wanted, validUntil(request), onlyUntil(ask, term));
  return {
    ...coreOf(request),
    state: 'awaitingApproval',
    timesOutAt,
    ...remindersOf(request, timesOutAt, at),
  };
}
