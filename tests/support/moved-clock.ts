import type { Clock } from '../../src/ports/clock';

export interface MovedClock extends Clock {
  /** How long somebody waited, each time. */
  readonly waits: readonly number[];
  move(milliseconds: number): void;
}

/** A clock that stands still until it is moved, or somebody waits by it, which takes no time. */
export function movedClock(now = Date.UTC(2026, 10, 25, 10)): MovedClock {
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    move(milliseconds) {
      now += milliseconds;
    },
    async sleep(milliseconds) {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}
