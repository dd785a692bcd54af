import type { TakeBackRefusal } from '#domain/holding/take-back-refusal';
import type { Explanation } from '#words/explanation';
import { asSentence, sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { stuckWords } from '#words/stuck-words';

/** Why somebody can't end access early that others have, and what they can do. */
export function explainTakeBack(refusal: TakeBackRefusal): Explanation {
  const what = say('This can’t be removed now, and nothing was changed.');
  switch (refusal.code) {
    case 'notInForce':
      return {
        what,
        why: say('This request does not give it any more.'),
        next: say('Look again: the card shows what it gives now.'),
      };
    case 'unproved':
      return {
        what,
        why: say('It can’t be proved that this app gave it, so the app does not take it away.'),
        next: say('Ask for its removal here, or ask a site admin.'),
      };
    case 'ends':
      return {
        what: say('This is ending already.'),
        why: say('Its time is over, or somebody has ended it.'),
        next: say('There is nothing more to do: the app takes it away.'),
      };
    case 'notTheirs':
      return {
        what,
        why: say('You did not approve it, would not decide on it today, and are not a Jira admin.'),
        next: say(
          'Ask one of those, or ask for its removal here. What you have yourself you return under Apps > Access > My access.',
        ),
      };
    case 'approvedByOthersToo':
      return {
        what,
        why: say('Another request gives it too, which you did not approve.'),
        next: say('Ask for its removal here, or ask a Jira admin.'),
      };
    case 'notKnown':
      return {
        what,
        why: say('Whether you would decide on it today could not be found out just now.'),
        next: say('Try again in a few minutes, or ask a Jira admin.'),
      };
    case 'cannotEnd':
      return {
        what,
        why: asSentence(sentenceStart(stuckWords(refusal.cause).why)),
        next: say('Try again once that has changed, or ask a Jira admin.'),
      };
  }
}
