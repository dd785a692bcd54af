/** Milliseconds: the first pause, and how long pauses get while nothing moves. */
export interface PollPace {
  readonly first: number;
  readonly longest: number;
}

/** What the app is at work on moves by the second; what waits for a person, by the minute or the day. */
export const AT_WORK: PollPace = { first: 500, longest: 2_000 };
export const WAITING: PollPace = { first: 3_000, longest: 30_000 };
/** A whole list takes twenty requests to read, and whoever is to decide is told besides. */
export const LISTED: PollPace = { first: 15_000, longest: 120_000 };

const GROWTH = 1.4;

/** The pause before the next look: short while things move, longer while they rest or no answer comes. */
export function pollDelay(pace: PollPace, previous: number | undefined, moved: boolean): number {
  if (previous === undefined || moved) return pace.first;
  return Math.min(pace.longest, Math.round(previous * GROWTH));
}
