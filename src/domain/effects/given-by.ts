import type { Instant } from '../lib/time';
import type { StepState } from './step';

export interface GivenByStep {
  readonly how: 'applied' | 'prolonged';
  readonly at: Instant;
  /** It is held, and that the step brought it about is not proved. */
  readonly unproved: boolean;
}

/**
 * The access that a step gave, as a grant is made of it: of what was applied, and of what prolongs an
 * earlier grant. Access that was there before, and not through the app, is nobody's grant.
 */
export function givenBy(outcome: StepState): GivenByStep | undefined {
  if (outcome.state === 'applied') {
    return { how: 'applied', at: outcome.at, unproved: outcome.unproved === true };
  }
  return outcome.state === 'unchanged' && outcome.prolonged === true
    ? { how: 'prolonged', at: outcome.at, unproved: false }
    : undefined;
}
