import type { Instant } from '#domain/lib/time';

export interface Clock {
  now(): Instant;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}
