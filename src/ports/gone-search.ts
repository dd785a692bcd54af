import type { Instant } from '#domain/lib/time';

/** How far the app has come in looking at everything that is held for a time. */
export interface GoneSearchProgress {
  readonly beganAt: Instant;
  readonly isOver: boolean;
  /** From where it goes on; none at its beginning. */
  readonly cursor?: string;
}

export interface GoneSearch {
  current(): Promise<GoneSearchProgress | undefined>;
  keep(round: GoneSearchProgress): Promise<void>;
}
