import { say } from '../say';

/** Why, and with it what the site said itself. */
export function withSiteWords(why: string, words: string | undefined): string {
  return words === undefined ? why : say('{why} (the site said: “{words}”)', { why, words });
}
