import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { howItCame } from './how-it-came';

/** What somebody else did to a request since it was shown: who, and when. */
export function overtakenBy(shown: RequestView, now: RequestView): string {
  const came = howItCame(now);
  if (came !== undefined) return came;
  const known = decisionsOf(shown).length;
  const [newest, ...others] = decisionsOf(now).toReversed();
  return newest === undefined || others.length + 1 === known
    ? whatChanged(now)
    : say('{name} approved it, {time}; others have to decide, too.', {
        name: newest.by.displayName,
        time: dateAndTime(newest.at),
      });
}

function whatChanged({ verbs: { decline } }: RequestView): string {
  return !decline.allowed && decline.why.code === 'notYourTurn'
    ? say('Who decides has changed since you saw it: you don’t any more.')
    : say('It has changed since you saw it.');
}

/** Whether it was decided meanwhile, in all or in part. */
export const wasDecided = (shown: RequestView, now: RequestView): boolean =>
  decisionsOf(now).length > decisionsOf(shown).length;

const decisionsOf = ({ approvals }: RequestView) =>
  approvals.flatMap(({ decisions }) => decisions).toSorted((one, other) => one.at - other.at);
