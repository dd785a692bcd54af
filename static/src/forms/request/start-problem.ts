import { START_AHEAD_DAYS } from '#domain/lib/approval-holds';
import { DAY } from '#domain/lib/time';
import { say } from '#words/say';
import { days } from '#words/time';

/** The latest start that can be asked for. */
const latestStart = (now: number): number => now + START_AHEAD_DAYS * DAY;

/** What is wrong with it, as its field says it; without one, it is at once. */
export function startProblem(
  startsAt: number | null | undefined,
  { now, present = now }: { readonly now: number; readonly present?: number },
): string | undefined {
  if (startsAt === undefined) return undefined;
  // What is not typed yet is kept as null.
  if (startsAt === null || !Number.isFinite(startsAt)) return say('Enter a date and a time.');
  if (startsAt <= present) return say('Choose a time in the future, or to begin at once.');
  return startsAt > latestStart(present)
    ? say('Choose a time within {days} from now.', { days: days(START_AHEAD_DAYS) })
    : undefined;
}
