import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import { mentions, paragraph } from './paragraph';
import { say } from './say';

/** What an admin is told who tests whether messages reach them. */
export function checkMessage(to: Person): Message {
  return {
    subject: say('Multiplier: a test'),
    blocks: [
      paragraph(
        '{people}, you are testing whether Multiplier can tell people. It can: there is nothing to do.',
        { people: mentions([to]) },
      ),
    ],
  };
}
