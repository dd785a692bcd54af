import { say } from '#words/say';

/** How many items of a list of the site could not be read. */
export const saidLeftOut = (count: number): string =>
  say(
    '{count, plural, one {# more is left out: what Atlassian says of it can’t be read.} other {# more are left out: what Atlassian says of them can’t be read.}}',
    { count },
  );
