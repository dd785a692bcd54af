import type { Grant } from '../grant/grant';
import type { StepState } from './step';

/**
 * How a step ended by the grant that is on record of it: records are written before steps, and what was not sent for
 * has prolonged what was there.
 */
export function asOnRecord(
  outcome: StepState,
  { grantedAt: at, unproved }: Pick<Grant, 'grantedAt' | 'unproved'>,
): StepState {
  if (outcome.state !== 'begun') return { state: 'unchanged', at, prolonged: true };
  const { before } = outcome;
  return { state: 'applied', before, at, ...(unproved === true ? { unproved } : {}) };
}
