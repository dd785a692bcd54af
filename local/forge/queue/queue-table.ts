import type { DatabaseSync } from 'node:sqlite';
import type { QueuedEvent } from '../forge';

export type EventState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface StoredEvent extends QueuedEvent {
  readonly state: EventState;
  readonly pushedAt: number;
  readonly concurrency: { readonly key: string; readonly limit: number } | undefined;
  /** How the last try asked to be tried again, for the next one to see. */
  readonly retry: { readonly retryReason: string; readonly retryData: unknown } | undefined;
}

/** Events in their order of becoming due. What was running when the process ended waits again. */
export class QueueTable {
  constructor(private readonly database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS queue_event (
        event_id TEXT PRIMARY KEY, job_id TEXT NOT NULL, queue_name TEXT NOT NULL, body TEXT NOT NULL,
        state TEXT NOT NULL, pushed_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
        attempt INTEGER NOT NULL, concurrency TEXT, retry TEXT) STRICT;
      CREATE INDEX IF NOT EXISTS queue_event_due ON queue_event (state, due_at);
      UPDATE queue_event SET state = 'waiting' WHERE state = 'running';
    `);
  }

  add(event: StoredEvent): void {
    this.database
      .prepare('INSERT INTO queue_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        event.eventId,
        event.jobId,
        event.queueName,
        JSON.stringify(event.body),
        event.state,
        event.pushedAt,
        event.dueAt,
        event.attempt,
        event.concurrency === undefined ? null : JSON.stringify(event.concurrency),
        null,
      );
  }

  inState(...states: readonly EventState[]): StoredEvent[] {
    const marks = states.map(() => '?').join(', ');
    return this.database
      .prepare(`SELECT * FROM queue_event WHERE state IN (${marks}) ORDER BY due_at, rowid`)
      .all(...states)
      .map(readEvent);
  }

  due(now: number): StoredEvent[] {
    return this.database
      .prepare(
        "SELECT * FROM queue_event WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, rowid",
      )
      .all(now)
      .map(readEvent);
  }

  ofJob(jobId: string): StoredEvent[] {
    return this.database
      .prepare('SELECT * FROM queue_event WHERE job_id = ?')
      .all(jobId)
      .map(readEvent);
  }

  setState(eventId: string, state: EventState): void {
    this.database
      .prepare('UPDATE queue_event SET state = ? WHERE event_id = ?')
      .run(state, eventId);
  }

  again(eventId: string, dueAt: number, attempt: number, retry: StoredEvent['retry']): void {
    this.database
      .prepare(
        "UPDATE queue_event SET state = 'waiting', due_at = ?, attempt = ?, retry = ? WHERE event_id = ?",
      )
      .run(dueAt, attempt, retry === undefined ? null : JSON.stringify(retry), eventId);
  }
}

function readEvent(row: Record<string, unknown>): StoredEvent {
  const json = (column: string) =>
    row[column] === null ? undefined : JSON.parse(String(row[column]));
  return {
    eventId: String(row.event_id),
    jobId: String(row.job_id),
    queueName: String(row.queue_name),
    body: json('body'),
    state: String(row.state) as EventState,
    pushedAt: Number(row.pushed_at),
    dueAt: Number(row.due_at),
    attempt: Number(row.attempt),
    concurrency: json('concurrency'),
    retry: json('retry'),
  };
}
