import { say } from './say';
import { wait } from './time';

/** What to do where calls were too many, for as long as the site says, where it says so. */
export function tryAgainAfter(seconds: number | undefined): string {
  return seconds === undefined
    ? say('Try again in a few minutes. What you typed stays here.')
    : say('Try again in {wait}. What you typed stays here.', { wait: wait(seconds) });
}
