import type { Person } from '#domain/action/person';
import { isTriedAgain, type StuckCause } from '#domain/grant/stuck-cause';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { stuckWords } from './stuck-words';

/** Tells people that access which should have ended is still there, why, and who can mend it. */
export function overdueMessage(
  { issue }: AccessRequest,
  to: readonly Person[],
  cause: StuckCause,
): Message {
  const { why, remedy } = stuckWords(cause);
  const { key } = issue;
  return {
    subject: say('{key}: access that should have ended is still there', { key }),
    blocks: [
      paragraph('{people}, access that was given for a time should have ended and has not.', {
        people: mentions(to),
      }),
      [say('The reason: {why}. {remedy}', { why, remedy })],
      [
        isTriedAgain(cause)
          ? say(
              'The Access panel of {key} shows whom it is about. It is tried again until it works.',
              { key },
            )
          : say('The Access panel of {key} shows whom it is about.', { key }),
      ],
    ],
  };
}
