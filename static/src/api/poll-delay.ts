const FIRST_MS = 500;
const LONGEST_MS = 2_000;
const GROWTH = 1.4;

/** The pause before the next look: short while things move, longer while they rest or no answer comes. */
export function pollDelay(previous: number | undefined, moved: boolean): number {
  if (previous === undefined || moved) return FIRST_MS;
  return Math.min(LONGEST_MS, Math.round(previous * GROWTH));
}
