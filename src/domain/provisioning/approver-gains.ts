import type { Instant } from '../lib/time';
import { begunOf, type Settled } from './settle-before';
import type { StepState } from './step';

/** Those who approved a change, and whether it would give one of them something by this step. */
export interface Approvers {
  readonly accountIds: readonly string[];
  readonly gains: boolean;
}

/**
 * What a run is to do about a step, unless that gives something to somebody who approved it: by an
 * effect, or by a grant of a later end. That fails, is not sent, and is not to be tried again: it needs
 * a decision by somebody else.
 */
export function unlessApproverGains(
  settled: Settled,
  outcome: StepState,
  approvers: Approvers,
  at: Instant,
): Settled {
  if (approvers.gains && givesAccess(settled)) {
    const begun = outcome.state === 'begun' ? { begun: begunOf(outcome) } : {};
    return {
      do: 'end',
      outcome: { state: 'failed', reason: 'approverGains', retryable: false, at, ...begun },
    };
  }
  return settled.do === 'end'
    ? { do: 'end', outcome: unlessTheirs(settled.outcome, approvers, at) }
    : settled;
}

function givesAccess(settled: Settled): boolean {
  if (settled.do === 'send') return true;
  return (
    settled.do === 'end' &&
    settled.outcome.state === 'unchanged' &&
    settled.outcome.prolonged === true
  );
}

/**
 * An account that was made just now, and that is the account of somebody who approved it: the address
 * is theirs, which nobody could see before. The id stays on record, so that nothing more is given to it.
 */
export function unlessTheirs(
  outcome: StepState,
  { accountIds }: Pick<Approvers, 'accountIds'>,
  at: Instant,
): StepState {
  if (outcome.state !== 'applied' || outcome.createdId === undefined) return outcome;
  const { createdId } = outcome;
  return accountIds.includes(createdId)
    ? { state: 'failed', reason: 'approverGains', retryable: false, at, createdId }
    : outcome;
}
