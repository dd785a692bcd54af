import type { Instant } from '#domain/lib/time';

/** What one run has learned of how fast a site may be called. Rates are calls per second. */
export interface PaceRecord {
  readonly at: Instant;
  /** The whole site, and each kind of call, is not to be called before. */
  readonly pausedUntil: Instant;
  readonly lanes: Readonly<
    Record<string, { readonly ceiling: number; readonly pausedUntil: Instant }>
  >;
}

/** Kept from one run to the next, and between runs at the same time. */
export interface PaceStore {
  read(host: string): Promise<PaceRecord | undefined>;
  write(host: string, record: PaceRecord): Promise<void>;
}
