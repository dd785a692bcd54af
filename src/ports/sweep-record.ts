import type { Instant } from '#domain/lib/time';

/** When the sweep has run, for who wants to know whether Forge runs it at all. */
export interface SweepRecord {
  note(at: Instant): Promise<void>;
  last(): Promise<Instant | undefined>;
}
