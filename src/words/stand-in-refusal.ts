import type { StandInRefusal } from '#domain/approval/stand-in';
import type { Explanation } from './explanation';
import { say } from './say';
import { days } from './time';

/** Why nobody can stand in so. */
export function explainStandInRefusal(refusal: StandInRefusal): Explanation {
  switch (refusal.code) {
    case 'oneself':
      return {
        what: say('You can’t stand in for yourself.'),
        why: say('While you are away, somebody else decides.'),
        next: say('Choose another person.'),
      };
    case 'noTime':
      return {
        what: say('That is no time to be away.'),
        why: say('It ends before it begins, or is over.'),
        next: say('Choose an end that is later than its beginning, and in the future.'),
      };
    case 'tooLong':
      return {
        what: say('That is too long to be away.'),
        why: say('Somebody else decides for {days} at most.', { days: days(refusal.mostDays) }),
        next: say('Choose an end within {days} of its beginning, and say it again later.', {
          days: days(refusal.mostDays),
        }),
      };
    case 'tooFarAhead':
      return {
        what: say('That is too far ahead.'),
        why: say('It can begin within {days} from now.', { days: days(refusal.mostDays) }),
        next: say('Choose a beginning within {days} from now, or say it later.', {
          days: days(refusal.mostDays),
        }),
      };
    case 'nobodyThere':
      return {
        what: say('This person can’t decide for you.'),
        why: say('Jira does not show you an active person of this account.'),
        next: say('Search for them by name.'),
      };
  }
}
