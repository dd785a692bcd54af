import type { Instant } from '../lib/time';
import type { BeforeState, FailureReason, StepState } from './step';

/** What came of an effect, as the run that sent it knows. */
export type EffectEnd =
  | { readonly outcome: 'applied'; readonly createdId?: string }
  | { readonly outcome: 'unchanged'; readonly createdId?: string }
  | {
      readonly outcome: 'failed';
      readonly reason: FailureReason;
      readonly message: string;
      readonly maybeSent: boolean;
    }
  | { readonly outcome: 'notReached'; readonly maybeSent: boolean };

/** The site's words are kept, but not without end: a block of steps has to fit into one stored value. */
const SITE_MESSAGE_MAX = 300;

/** The state of a step after its effect was sent, or not reached. */
export function settleAfter(
  begun: { readonly before: BeforeState; readonly at: Instant },
  end: EffectEnd,
  at: Instant,
): StepState {
  switch (end.outcome) {
    case 'applied':
      return { state: 'applied', before: begun.before, at, ...created(end.createdId) };
    case 'unchanged':
      return { state: 'unchanged', at, ...created(end.createdId) };
    case 'notReached':
      return end.maybeSent ? { state: 'begun', ...begun } : { state: 'pending' };
    case 'failed':
      return {
        state: 'failed',
        reason: end.reason,
        retryable: true,
        siteMessage: end.message.slice(0, SITE_MESSAGE_MAX),
        at,
        ...(end.maybeSent ? { begun } : {}),
      };
  }
}

export function created(createdId: string | undefined): { createdId?: string } {
  return createdId === undefined ? {} : { createdId };
}
