/** How long something took, in milliseconds: half of them at most `median`, nine of ten at most `ninety`. */
export interface Times {
  readonly median: number;
  readonly ninety: number;
  /** Of how many that is said. */
  readonly count: number;
}

/** Of fewer, what is usual can't be said. */
export const TIMES_FROM = 5;

/** Undefined where there are too few to say what is usual. */
export function timesOf(durations: readonly number[]): Times | undefined {
  const count = durations.length;
  if (count < TIMES_FROM) return undefined;
  const sorted = durations.toSorted((one, other) => one - other);
  // The smallest that so many of them are at most: a time that something did take.
  const at = (share: number) => sorted[Math.ceil(share * count) - 1] ?? 0;
  return { median: at(0.5), ninety: at(0.9), count };
}
