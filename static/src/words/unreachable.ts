import type { Explanation } from '#words/explanation';
import { say } from '#words/say';

/** No answer came. By itself, since it has to be at hand where nothing more can be fetched. */
export const explainUnreachable = (): Explanation => ({
  what: say('No answer came.'),
  why: say('The network may be down, or Jira is not answering.'),
  next: say('Check your connection and try again. What you typed stays here.'),
});
