import type { Instant } from '../lib/time';
import { keptWords } from './fail-step';
import type { Begun, FailureReason, StepState } from './step';
import type { Unanswered } from './what-is-ours';

/** What came of an effect, as the run that sent it knows. `sent`: what may have been done all the same. */
export type EffectEnd =
  | {
      readonly outcome: 'applied' | 'unchanged' | 'unproved' | 'foundAndGiven';
      readonly createdId?: string;
    }
  | {
      readonly outcome: 'failed';
      readonly reason: FailureReason;
      /** What the site said; undefined where nothing was said, and the reason tells all. */
      readonly message?: string;
      readonly sent?: Unanswered;
    }
  | { readonly outcome: 'notReached'; readonly sent?: Unanswered };

/** The state of a step after its effect was sent, or not reached. */
export function settleAfter({ before }: Begun, end: EffectEnd, at: Instant): StepState {
  switch (end.outcome) {
    case 'applied':
      return { state: 'applied', before, at, ...created(end.createdId) };
    case 'unproved':
      return { state: 'applied', before, at, ...created(end.createdId), unproved: true };
    case 'foundAndGiven':
      return { ...FOUND_AND_GIVEN, before, at, ...created(end.createdId) };
    case 'unchanged':
      return { state: 'unchanged', at, ...created(end.createdId) };
    case 'notReached':
      return end.sent === undefined
        ? { state: 'pending' }
        : { state: 'begun', before, ...end.sent };
    case 'failed':
      return {
        state: 'failed',
        reason: end.reason,
        retryable: true,
        ...(end.message === undefined ? {} : { siteMessage: keptWords(end.message) }),
        at,
        ...(end.sent === undefined ? {} : { begun: { before, ...end.sent } }),
      };
  }
}

/** Nobody may read that nothing has changed. */
export const FOUND_AND_GIVEN = { state: 'applied', unproved: true, found: true } as const;

export function created(createdId: string | undefined): { createdId?: string } {
  return createdId === undefined ? {} : { createdId };
}
