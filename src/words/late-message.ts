import type { Person } from '#domain/action/person';
import type { Lateness } from '#domain/grant/lateness';
import { isTriedAgain, type StuckCause } from '#domain/grant/stuck-cause';
import type { Message } from '#domain/notification/message';
import type { AccessRequest } from '#domain/request/access-request';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { missingWords, stuckWords } from './stuck-words';

/** Tells people that access is not as it was approved, why, and who can mend it. */
export function lateMessage(
  about: Lateness,
  request: AccessRequest,
  to: readonly Person[],
  cause: StuckCause,
): Message {
  switch (about) {
    case 'overdue':
      return overdueMessage(request, to, cause);
    case 'missing':
      return missingMessage(request, to, cause);
  }
}

/** Access which should have ended is still there. */
function overdueMessage(
  { issue }: AccessRequest,
  to: readonly Person[],
  cause: StuckCause,
): Message {
  const { key } = issue;
  return {
    subject: say('{key}: access that should have ended is still there', { key }),
    blocks: [
      paragraph('{people}, access that was given for a time should have ended and has not.', {
        people: mentions(to),
      }),
      [say('The reason: {why}. {remedy}', { ...stuckWords(cause) })],
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

/** Access which was approved is not there. */
function missingMessage(
  { issue }: AccessRequest,
  to: readonly Person[],
  cause: StuckCause,
): Message {
  const { key } = issue;
  return {
    subject: say('{key}: access that was approved is not there', { key }),
    blocks: [
      paragraph(
        '{people}, access that was approved was taken away as an earlier end or removal was under way, and could not be given back.',
        { people: mentions(to) },
      ),
      [say('The reason: {why}. {remedy}', { ...missingWords(cause) })],
      [
        say(
          'The Access panel of {key} shows whom it is about. It is tried again until it works, or is not allowed any more.',
          { key },
        ),
      ],
    ],
  };
}
