import type { Instant } from '../lib/time';
import type { Step } from './step-block';

/**
 * A step whose grant the store does not take: as nobody would ever end what it gave, it has failed. What was
 * done stays on record, so that a retry reads the site first.
 */
export function failUnrecordedStep(step: Step, at: Instant): Step {
  const { outcome } = step;
  const begun =
    outcome.state === 'applied'
      ? { begun: { before: outcome.before, at: outcome.at } }
      : outcome.state === 'failed' && outcome.begun !== undefined
        ? { begun: outcome.begun }
        : {};
  return {
    ...step,
    outcome: { state: 'failed', reason: 'recordRefused', retryable: true, at, ...begun },
  };
}
