import type { Instant } from '#domain/lib/time';

/** How far the app has come in looking at everything that is held for a time. */
export interface Round {
  readonly beganAt: Instant;
  readonly isOver: boolean;
  /** From where it goes on; none at its beginning. */
  readonly cursor?: string;
}

export interface Rounds {
  current(): Promise<Round | undefined>;
  keep(round: Round): Promise<void>;
}
