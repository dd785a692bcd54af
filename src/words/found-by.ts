import { say } from './say';

/** What is known of somebody who was named by an address that the site does not show to be theirs. */
export const foundByWords = (email: string): string =>
  say('Found by {email}; the site does not show whose address it is.', { email });
