import { HOUR, type Instant, MINUTE } from './time';

const SHORTEST = 5 * MINUTE;
const LONGEST = 6 * HOUR;

/**
 * How long to leave alone what has failed since then: as long again as it has failed, so that each pause
 * is about twice the one before, whoever counts the tries.
 */
export function pauseAfter(failingSince: Instant, now: Instant): number {
  return Math.min(LONGEST, Math.max(SHORTEST, now - failingSince));
}

/** The same for who counts: twice the one before, from `first` to `most`. */
export function pauseOfTry(tries: number, first: number, most: number): number {
  return Math.min(most, first * 2 ** Math.min(tries, 40));
}
