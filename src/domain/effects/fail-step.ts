import type { Instant } from '../lib/time';
import type { Begun, FailureReason, StepState } from './step';

/** The site's words are kept, but not without end: a block of steps has to fit into one stored value. */
const SITE_MESSAGE_MAX = 300;

export function keptWords(siteMessage: string): string {
  return siteMessage.slice(0, SITE_MESSAGE_MAX);
}

export interface Failure {
  readonly reason: FailureReason;
  readonly retryable: boolean;
  readonly siteMessage?: string | undefined;
  readonly rule?: string | undefined;
}

/** What may have been sent stays on record: it may have been done all the same. */
export function failStep(
  outcome: StepState,
  { reason, retryable, siteMessage, rule }: Failure,
  at: Instant,
): Extract<StepState, { state: 'failed' }> {
  return {
    state: 'failed',
    reason,
    retryable,
    ...(siteMessage === undefined ? {} : { siteMessage: keptWords(siteMessage) }),
    ...(rule === undefined ? {} : { rule }),
    at,
    ...(outcome.state === 'begun' ? { begun: begunOf(outcome) } : {}),
  };
}

export function begunOf({ before, at, missed }: Begun): Begun {
  return { before, at, ...(missed === true ? { missed } : {}) };
}
