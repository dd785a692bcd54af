import type { Verb } from '../action/action';
import type { Instant } from '../lib/time';
import { failStep } from './fail-step';
import { givesAccess } from './gives-access';
import type { Settled } from './settle-before';
import type { StepState } from './step';

/** When the request was approved that a step is of, and the latest that has taken away what it is about. */
export interface Approvals {
  readonly verb: Verb;
  readonly approvedAt: Instant;
  readonly revokedAt: Instant | undefined;
}

/**
 * What a run is to do about a step, unless a request that was approved later has taken away what it would
 * give: the later decision stands. That fails, is not sent, and is not to be tried again: it needs a
 * decision of its own. What was sent before is read back all the same, so that its end is on record.
 */
export function unlessTakenAway(
  settled: Settled,
  outcome: StepState,
  { verb, approvedAt, revokedAt }: Approvals,
  at: Instant,
): Settled {
  const isTakenAway = verb === 'add' && revokedAt !== undefined && revokedAt > approvedAt;
  if (!isTakenAway || !givesAccess(settled)) return settled;
  return {
    do: 'end',
    outcome: failStep(outcome, { reason: 'takenAwaySince', retryable: false }, at),
  };
}
