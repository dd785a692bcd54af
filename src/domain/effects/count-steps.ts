import type { StepCounts, StepState } from './step';
import type { Step } from './step-block';

export const NO_STEPS: StepCounts = {
  pending: 0,
  applied: 0,
  unchanged: 0,
  failed: 0,
  manual: 0,
  retryable: 0,
};

export function countSteps(steps: readonly Step[]): StepCounts {
  const counts = { ...NO_STEPS };
  for (const { outcome } of steps) {
    counts[countedAs(outcome)] += 1;
    if (outcome.state === 'failed' && outcome.retryable) counts.retryable += 1;
  }
  return counts;
}

export function addCounts(first: StepCounts, second: StepCounts): StepCounts {
  return {
    pending: first.pending + second.pending,
    applied: first.applied + second.applied,
    unchanged: first.unchanged + second.unchanged,
    failed: first.failed + second.failed,
    manual: first.manual + second.manual,
    retryable: first.retryable + second.retryable,
  };
}

/** What a block's new steps change of the whole request's counts. */
export function replaceCounts(
  whole: StepCounts,
  before: StepCounts,
  after: StepCounts,
): StepCounts {
  return {
    pending: whole.pending - before.pending + after.pending,
    applied: whole.applied - before.applied + after.applied,
    unchanged: whole.unchanged - before.unchanged + after.unchanged,
    failed: whole.failed - before.failed + after.failed,
    manual: whole.manual - before.manual + after.manual,
    retryable: whole.retryable - before.retryable + after.retryable,
  };
}

export function countedAs(outcome: StepState): Exclude<keyof StepCounts, 'retryable'> {
  return outcome.state === 'begun' ? 'pending' : outcome.state;
}
