import type { Instant } from '#domain/lib/time';
import type { WorkItem } from './work-queue';

/** Work that a transaction promised: it stays here until it is done, whatever the queue drops. */
export interface OutboxEntry {
  readonly id: string;
  readonly item: WorkItem;
  /** Not done by then, the sweep pushes it again. */
  readonly dueAt: Instant;
  readonly bulk: boolean;
}

export interface Outbox {
  get(id: string): Promise<OutboxEntry | undefined>;
  /** Eventual: a hint whom to push again. */
  due(until: Instant, limit: number): Promise<OutboxEntry[]>;
  /** Moves the time at which the sweep looks again, or ends it when the work is done. */
  defer(id: string, until: Instant): Promise<void>;
  done(id: string): Promise<void>;
}
