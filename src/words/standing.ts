import type { IssueStanding } from '#domain/request/issue-standing';
import { say } from './say';
import { date } from './time';

/** How the access that was asked for in an issue stands, in a sentence. */
export function standingSentence(standing: IssueStanding): string {
  switch (standing.kind) {
    case 'nothingAsked':
      return say('Nobody has asked for access here.');
    case 'needsAttention':
      return standing.atLeast
        ? say(
            '{count, plural, one {At least # request} other {At least # requests}} could not be carried out in full.',
            standing,
          )
        : say(
            '{count, plural, one {# request} other {# requests}} could not be carried out in full.',
            standing,
          );
    case 'waiting':
      return standing.atLeast
        ? say(
            '{count, plural, one {At least # request waits} other {At least # requests wait}} for a decision.',
            standing,
          )
        : say(
            '{count, plural, one {# request waits} other {# requests wait}} for a decision.',
            standing,
          );
    case 'atWork':
      return standing.atLeast
        ? say(
            '{count, plural, one {At least # request is} other {At least # requests are}} being carried out.',
            standing,
          )
        : say(
            '{count, plural, one {# request is} other {# requests are}} being carried out.',
            standing,
          );
    case 'ends':
      return say('Access that was given here ends on {date}.', { date: date(standing.at) });
    case 'decided':
      return say('Nothing is waiting here.');
  }
}
