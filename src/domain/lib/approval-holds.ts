import { DAY, type Instant } from './time';

/** An approval gives and takes for so long from when it was given, retries among it. */
export const APPROVAL_HOLDS_FOR = 7 * DAY;
/** How far ahead access can be asked for. */
export const START_AHEAD_DAYS = 30;
/** What is to be given from a time on is given then, or for so long after it. */
const HOLDS_AFTER_START = DAY;
/** No approval holds for longer, whenever it was to start: nothing from before that stands against another. */
export const APPROVAL_HOLDS_AT_MOST = START_AHEAD_DAYS * DAY + HOLDS_AFTER_START;

/** Until when an approval that was given then may be carried out; `startsAt`: not before that. */
export function holdsUntil(approvedAt: Instant, startsAt: Instant | undefined): Instant {
  const least = approvedAt + APPROVAL_HOLDS_FOR;
  return startsAt === undefined ? least : Math.max(least, startsAt + HOLDS_AFTER_START);
}
