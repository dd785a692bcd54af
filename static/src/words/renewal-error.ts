import type { RenewalRefusal } from '#domain/holding/renewal-refusal';
import type { Explanation } from '#words/explanation';
import { say } from '#words/say';
import { date } from '#words/time';

/** Why somebody can't say that access is not to be renewed, or that it may be again, and what they can do. */
export function explainRenewal(refusal: RenewalRefusal): Explanation {
  const what = say('Nothing was changed about its renewal.');
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
        what,
        why: say('Its time is over, or somebody has ended it.'),
        next: say('There is nothing more to do: the app takes it away.'),
      };
    case 'noEnd':
      return {
        what,
        why: say('It has no end, so there is nothing to renew.'),
        next: say('If nobody is to have it any more, use “Remove now”.'),
      };
    case 'saidAlready':
      return {
        what,
        why: say('{name} has said so already, on {date}.', {
          name: refusal.by.displayName,
          date: date(refusal.at),
        }),
        next: say('There is nothing more to do.'),
      };
    case 'notSaid':
      return {
        what,
        why: say('It may be renewed: nobody has said that it is not to be, or it was taken back.'),
        next: say('There is nothing more to do.'),
      };
    case 'ownAccess':
      return {
        what,
        why: say('You have it, or asked for it: others say whether it may be renewed.'),
        next: say('Ask whoever approved it, or a Jira admin.'),
      };
    case 'notTheirs':
      return {
        what,
        why: say('You did not approve it, would not decide on it today, and are not a Jira admin.'),
        next: say('Ask one of those.'),
      };
    case 'approvedByOthersToo':
      return {
        what,
        why: say('Another request gives it too, which you did not approve.'),
        next: say('Ask a Jira admin.'),
      };
    case 'notKnown':
      return {
        what,
        why: say('Whether you would decide on it today could not be found out just now.'),
        next: say('Try again in a few minutes, or ask a Jira admin.'),
      };
    case 'reasonMissing':
      return {
        what,
        why: say('A reason is needed: whoever has it reads why.'),
        next: say('Say why it is not to be renewed.'),
      };
    case 'recordUnreadable':
      return {
        what,
        why: say('What the app keeps of it can’t be read.'),
        next: say('A Jira admin can fix it under “Needs a look”.'),
      };
  }
}
