import type { Instant } from '#domain/lib/time';
import type { Promised } from '#domain/promise/promise';
import type { WorkItem } from './work-queue';

/** Work that a transaction promised: it stays here until it is done, whatever the queue drops. */
export interface OutboxEntry extends Promised {
  readonly id: string;
  readonly item: WorkItem;
  readonly bulk: boolean;
}

/** An entry as one run has claimed it: until then, nobody else may let go of it. */
export interface Claimed {
  readonly outboxId: string;
  /** Undefined: the run has not got that far. */
  readonly claimedUntil: Instant | undefined;
}

export interface Outbox {
  get(id: string): Promise<OutboxEntry | undefined>;
  /** Ids; eventual: a hint whom to push again. */
  due(until: Instant, limit: number): Promise<string[]>;
  /** The same entries as they were a moment ago, without those that can't be read. */
  glance(until: Instant, limit: number): Promise<OutboxEntry[]>;
  /**
   * Takes an entry for one run, until then or until it is deferred or done. Undefined where another
   * run has it, or it is done: the platform delivers an event more than once, even at the same time.
   */
  claim(id: string, now: Instant, until: Instant): Promise<OutboxEntry | undefined>;
  /**
   * Lets go of an entry that goes on later, for the sweep to look at again by then. Nothing is written where another
   * run has it by now: how it goes on is that run's to say.
   */
  defer(claimed: Claimed, now: Instant, until: Instant): Promise<void>;
  /** The same after one more attempt that came to nothing. */
  attempted(claimed: Claimed, now: Instant, until: Instant): Promise<void>;
  /**
   * The same of the sweep, which is no run: only where the entry is as it was read. False where a run
   * has claimed it meanwhile, or put it off, or done it: it is that run's.
   */
  putOff(entry: OutboxEntry, until: Instant): Promise<boolean>;
  done(id: string): Promise<void>;
}
