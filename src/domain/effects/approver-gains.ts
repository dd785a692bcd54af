import type { Instant } from '../lib/time';
import { failStep } from './fail-step';
import { givesAccess } from './gives-access';
import type { Settled } from './settle-before';
import type { StepState } from './step';

/** Those who approved a change, and whether it would give one of them something by this step. */
export interface Approvers {
  readonly accountIds: readonly string[];
  readonly gains: boolean;
  /** Whether the step means one of them, though they seem to hold it for good already. */
  readonly meant: boolean;
}

/**
 * What a run is to do about a step, unless that gives something to somebody who approved it: by an
 * effect, or by a grant of a later end. That fails, is not sent, and is not to be tried again: it needs
 * a decision by somebody else. Nor does it claim anything then, nor hold off a removal: by what they hold without a record, another request
 * may be found to have given it for a time.
 */
export function unlessApproverGains(
  settled: Settled,
  outcome: StepState,
  approvers: Approvers,
  at: Instant,
): Settled {
  // The address may have become theirs since: an account that a call of ours made for it is another one.
  const failed = failStep(outcome, { reason: 'approverGains', retryable: false }, at);
  if (approvers.gains && givesAccess(settled)) return { do: 'end', outcome: failed };
  // What was found before anything was sent gives nothing: only what may have been is held against them.
  if (settled.do !== 'end') return settled;
  if (approvers.meant && settled.outcome.state === 'unchanged') {
    return { do: 'end', outcome: claimingNothing(settled.outcome) };
  }
  if (settled.outcome.state !== 'applied') return settled;
  const theirs = unlessTheirs(settled.outcome, approvers, at);
  return { do: 'end', outcome: theirs.state === 'failed' ? { ...failed, ...theirs } : theirs };
}

function claimingNothing(outcome: Extract<StepState, { readonly state: 'unchanged' }>): StepState {
  const { claimed: _, noted: __, ...unchanged } = outcome;
  return unchanged;
}

/** Atlassian answers for an account that exists as for a new one, and may have given it the products. */
const LOOK_AT_PRODUCTS =
  'The account at this address is that of somebody who approved it. Products that were named may have been given to it: have a site admin look at them.';

/**
 * An account that a call of ours was answered with, new or not, and that is the account of somebody who
 * approved it: the address is theirs, which nobody could see before. The id stays on record, so that
 * nothing more is given to it.
 */
export function unlessTheirs(
  outcome: StepState,
  { accountIds }: Pick<Approvers, 'accountIds'>,
  at: Instant,
): StepState {
  if (outcome.state !== 'applied' && outcome.state !== 'unchanged') return outcome;
  const { createdId } = outcome;
  if (createdId === undefined || !accountIds.includes(createdId)) return outcome;
  return {
    state: 'failed',
    reason: 'approverGains',
    retryable: false,
    siteMessage: LOOK_AT_PRODUCTS,
    at,
    createdId,
  };
}
