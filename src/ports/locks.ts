import { type Instant, MINUTE } from '#domain/lib/time';

/** Nobody takes one for longer. */
export const LONGEST_LOCK = 3 * MINUTE;

/** One holder at a time, across all runs of the app. A holder that dies loses it when its time is over. */
export interface Locks {
  /** False where somebody else holds it: until then, which is at most LONGEST_LOCK from now. */
  take(key: string, now: Instant, until: Instant): Promise<boolean>;
  /** Whether somebody holds it now. */
  isHeld(key: string, now: Instant): Promise<boolean>;
  /** Only what was taken until then: another may hold it by now. */
  release(key: string, until: Instant): Promise<void>;
  /** The same, but that it stays held until `sooner`. */
  shorten(key: string, until: Instant, sooner: Instant): Promise<void>;
}
