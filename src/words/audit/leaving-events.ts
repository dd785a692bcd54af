import { say } from '../say';
import type { WordsOf } from './event-words';

export const leavingEvents: WordsOf<'leaving.begun' | 'leaving.finished'> = {
  'leaving.begun': {
    name: () => say('All access ended before an uninstall: begun'),
    sentence: (actor, { closesRequests }) =>
      closesRequests
        ? say(
            '{actor} had all access end that was given for a time, and all requests closed that waited, before an uninstall.',
            { actor },
          )
        : say('{actor} had all access end that was given for a time, before an uninstall.', {
            actor,
          }),
  },
  'leaving.finished': {
    name: () => say('All access ended before an uninstall: gone through'),
    sentence: (actor, { ended, closed, failed }) =>
      say(
        'Of what {actor} had end before an uninstall, {ended} were written as ended, {closed, plural, one {# request was closed} other {# requests were closed}}, and {failed} could not be written.',
        { actor, ended, closed, failed },
      ),
  },
};
