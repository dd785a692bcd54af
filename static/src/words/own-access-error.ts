import type { CallError } from '#contract/answer';
import type { ReturnRefusal } from '#domain/holding/return-refusal';
import type { Explanation } from '#words/explanation';
import { asSentence, sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { stuckWords } from '#words/stuck-words';
import { explainError } from './call-error';

/** Every way in which a call can fail where somebody looks at what they have. */
export const explainOwnAccessError = (error: CallError): Explanation =>
  error.code === 'return' ? explainReturn(error.refusal) : explainError(error);

/** Why what somebody has can't be returned. */
export function explainReturn(refusal: ReturnRefusal): Explanation {
  switch (refusal.code) {
    case 'notYours':
      return {
        what: say('This is not yours to return.'),
        why: say('A group has it, or somebody else.'),
        next: say('Ask in a work item to have it taken away.'),
      };
    case 'notInForce':
      return {
        what: say('There is nothing to return.'),
        why: say(
          'You do not have it through this app now: it has ended, or was given in another way.',
        ),
        next: say(
          'Choose Refresh to see what you have now. What was given in another way, a site admin can take away.',
        ),
      };
    case 'unproved':
      return {
        what: say('This can’t be returned here.'),
        why: say('It can’t be proved that this app gave it, so the app does not take it away.'),
        next: say('Ask in a work item to have it taken away, or ask a site admin.'),
      };
    case 'ends':
      return {
        what: say('This is ending already.'),
        why: say('Its time is over, or it was returned.'),
        next: say('There is nothing more to do: the app takes it away.'),
      };
    case 'cannotEnd':
      return {
        what: say('This can’t be taken from you now, and nothing was changed.'),
        why: asSentence(sentenceStart(stuckWords(refusal.cause).why)),
        next: say('You have it as before. Try again once that has changed, or ask a Jira admin.'),
      };
  }
}
