import type { Verb } from '../action/action';
import type { StandingApproval } from '../grant/standing-approval';
import type { Instant } from '../lib/time';
import { failStep } from './fail-step';
import { givesAccess } from './gives-access';
import type { Settled } from './settle-before';
import type { FailureReason, StepState } from './step';

/** When it was approved what a step is of, and what other requests did to the same place. */
export interface Approvals {
  readonly verb: Verb;
  /** Of what gives, by its first stage; of what takes away, by its last. */
  readonly approvedAt: Instant;
  /** The latest that has taken it away. */
  readonly revokedAt: Instant | undefined;
  /** By which it is held now. */
  readonly givenBy: readonly StandingApproval[];
}

/**
 * What a run is to do about a step, unless a request that was approved later has done the opposite: the later decision
 * stands, whichever of the two is tried again. That fails, is not sent, and is not to be tried again: it needs a
 * decision of its own; but what was approved for a time alone holds a removal off no longer than that. What was sent before is
 * read back all the same, so that its end is on record.
 */
export function unlessDecidedSince(
  settled: Settled,
  outcome: StepState,
  { verb, approvedAt, revokedAt, givenBy }: Approvals,
  at: Instant,
): Settled {
  const isSince = (other: Instant | undefined) => other !== undefined && other > approvedAt;
  const fail = (reason: FailureReason, retryable: boolean): Settled => ({
    do: 'end',
    outcome: failStep(outcome, { reason, retryable }, at),
  });
  const since = givenBy.filter((one) => isSince(one.approvedAt));
  switch (verb) {
    case 'add':
      return isSince(revokedAt) && givesAccess(settled) ? fail('takenAwaySince', false) : settled;
    case 'remove':
      if (since.length === 0 || settled.do !== 'send') return settled;
      return fail(
        'givenSince',
        since.every(({ endsAt }) => endsAt !== undefined),
      );
    case 'create':
      return settled;
  }
}
