import type { ContextStatus } from '#domain/request/context-status';
import { say } from './say';
import { date } from './time';

/** How the access that was asked for in an issue stands, in a sentence. */
export function contextStatusSentence(status: ContextStatus): string {
  switch (status.kind) {
    case 'nothingAsked':
      return say('Nobody has asked for access here.');
    case 'needsAttention':
      return status.atLeast
        ? say(
            '{count, plural, one {At least # request} other {At least # requests}} could not be carried out in full.',
            status,
          )
        : say(
            '{count, plural, one {# request} other {# requests}} could not be carried out in full.',
            status,
          );
    case 'overdue':
      return say('Access that was given here should have ended, and has not.');
    case 'missing':
      return say('Access that was approved here is not there, and could not be given back.');
    case 'waiting':
      return status.atLeast
        ? say(
            '{count, plural, one {At least # request waits} other {At least # requests wait}} for a decision.',
            status,
          )
        : say(
            '{count, plural, one {# request waits} other {# requests wait}} for a decision.',
            status,
          );
    case 'atWork':
      return status.atLeast
        ? say(
            '{count, plural, one {At least # request is} other {At least # requests are}} being carried out.',
            status,
          )
        : say(
            '{count, plural, one {# request is} other {# requests are}} being carried out.',
            status,
          );
    case 'ends':
      return say('Access that was given here ends on {date}.', { date: date(status.at) });
    case 'starts':
      return say('Access that was approved here starts on {date}.', { date: date(status.at) });
    case 'decided':
      return say('Nothing is waiting here.');
  }
}
