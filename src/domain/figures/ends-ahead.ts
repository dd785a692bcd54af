import { type Holding, lastingGrant, latestEnd } from '../holding/holding';
import { DAY, type Instant } from '../lib/time';
import { type Bar, barOf } from './bar';

const WEEK = 7 * DAY;
/** So many weeks ahead. */
export const WEEKS_AHEAD = 8;

export const endsUntil = (now: Instant): Instant => now + WEEKS_AHEAD * WEEK;

/** By when each week begins, from now on: how much access ends in it, and by which requests it was given. */
export interface EndsOfWeek extends Bar<Instant> {
  /** How many of one person or group in one group or role; a request may have given several. */
  readonly ends: number;
}

/** `holdings`: those that run. What should have ended by now counts nowhere: it is told as overdue. */
export function endsAhead(holdings: readonly Holding[], now: Instant): readonly EndsOfWeek[] {
  return Array.from({ length: WEEKS_AHEAD }, (_, week) => {
    const from = now + week * WEEK;
    const ending = holdings.filter((one) => {
      const end = latestEnd(one);
      return end !== undefined && end >= from && end < from + WEEK;
    });
    const requests = new Set(ending.flatMap((one) => lastingGrant(one)?.requestId ?? []));
    return { ...barOf(from, [...requests]), ends: ending.length };
  });
}
