import type { Instant } from '../lib/time';
import type { AwaitingApproval } from './access-request';
import { validUntil } from './as-approved';
import { coreOf } from './core-of';
import { onlyUntil } from './only-until';

/** No approval holds for longer, and what is only to be given until then is not decided after it. */
export function withTimeToDecide(request: AwaitingApproval, timesOutAt: Instant): AwaitingApproval {
  const { approvals, ask, term, remindedAt } = request;
  const ends = [timesOutAt, validUntil(approvals), onlyUntil(ask, term)];
  return {
    ...coreOf(request),
    state: 'awaitingApproval',
    timesOutAt: Math.min(...ends),
    ...(remindedAt === undefined ? {} : { remindedAt }),
  };
}
