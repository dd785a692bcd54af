import type { Instant } from '#domain/lib/time';

/** One holder at a time, across all runs of the app. A holder that dies loses it when its time is over. */
export interface Locks {
  /** False where somebody else holds it. */
  take(key: string, now: Instant, until: Instant): Promise<boolean>;
  /** Only what was taken until then: another may hold it by now. */
  release(key: string, until: Instant): Promise<void>;
}
