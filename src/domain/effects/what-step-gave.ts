import type { Instant } from '../lib/time';
import type { Begun, StepState } from './step';

export interface GivenByStep {
  /** `claimed`: it was there, and nothing on record gave it. */
  readonly how: 'applied' | 'prolonged' | 'claimed';
  readonly at: Instant;
  /** It is held, and that the step brought it about is not proved. */
  readonly unproved: boolean;
  /** Nobody has seen it there: a call of ours may have given it. */
  readonly unconfirmed: boolean;
}

const SEEN = { unproved: false, unconfirmed: false };

/**
 * The access that a step gave, or may have given, as a grant is made of it: of what was applied, and of what prolongs an
 * earlier grant. Access that was there before, and not through the app, is nobody's grant. What may have been
 * given has an end as well, though nobody retries the step or says what became of it.
 */
export function whatStepGave(outcome: StepState): GivenByStep | undefined {
  switch (outcome.state) {
    case 'applied':
      return { ...SEEN, how: 'applied', at: outcome.at, unproved: outcome.unproved === true };
    case 'unchanged':
      if (outcome.claimed === true) return { ...SEEN, how: 'claimed', at: outcome.at };
      return outcome.prolonged === true ? { ...SEEN, how: 'prolonged', at: outcome.at } : undefined;
    case 'begun':
      return mayHaveGiven(outcome);
    case 'failed':
      return outcome.begun && mayHaveGiven(outcome.begun);
    case 'pending':
    case 'manual':
      return undefined;
  }
}

function mayHaveGiven({ at, before }: Begun): GivenByStep | undefined {
  if (before === 'held') return undefined;
  return { how: 'applied', at, unproved: true, unconfirmed: true };
}
