import type { DatabaseSync } from 'node:sqlite';
import type { QueuedEvent } from '../forge';

export type EventState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface StoredEvent extends QueuedEvent {
  readonly state: EventState;
  readonly pushedAt: number;
  readonly concurrency: { readonly key: string; readonly limit: number } | undefined;
  /** Why it is tried again, for the next try to see; undefined before the first. */
  readonly retry: Retry | undefined;
}

export interface Retry {
  readonly retryCount: number;
  readonly retryReason: string;
  readonly retryData?: unknown;
  /** When the platform gives it up. */
  readonly until: number;
}

/** How long the outcome of a job can be asked for; not said in public. */
const KEPT = 7 * 24 * 60 * 60 * 1_000;

/** Events in their order of becoming due. What was running when the process ended waits again. */
export class QueueTable {
  private readonly statements;

  constructor(
    private readonly database: DatabaseSync,
    now: number,
  ) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS queue_event (
        event_id TEXT PRIMARY KEY, job_id TEXT NOT NULL, queue_name TEXT NOT NULL, body TEXT NOT NULL,
        state TEXT NOT NULL, pushed_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
        attempt INTEGER NOT NULL, concurrency TEXT, retry TEXT) STRICT;
      CREATE INDEX IF NOT EXISTS queue_event_due ON queue_event (state, due_at);
      CREATE INDEX IF NOT EXISTS queue_event_job ON queue_event (job_id);
      CREATE TABLE IF NOT EXISTS queue_job (
        job_id TEXT PRIMARY KEY, origin TEXT NOT NULL, pushed_at INTEGER NOT NULL) STRICT;
      CREATE INDEX IF NOT EXISTS queue_job_origin ON queue_job (origin);
      UPDATE queue_event SET state = 'waiting' WHERE state = 'running';
    `);
    for (const [table, ended] of [
      ['queue_event', "state IN ('done', 'cancelled') AND"],
      ['queue_job', 'job_id NOT IN (SELECT job_id FROM queue_event) AND'],
    ]) {
      database.prepare(`DELETE FROM ${table} WHERE ${ended} pushed_at < ?`).run(now - KEPT);
    }
    const waiting = "SELECT * FROM queue_event WHERE state = 'waiting' AND due_at <= ?";
    this.statements = {
      addJob: database.prepare('INSERT INTO queue_job VALUES (?, ?, ?)'),
      origin: database.prepare('SELECT origin FROM queue_job WHERE job_id = ?'),
      pushes: database.prepare('SELECT COUNT(*) AS pushes FROM queue_job WHERE origin = ?'),
      add: database.prepare('INSERT INTO queue_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)'),
      inState: database.prepare('SELECT * FROM queue_event WHERE state = ? ORDER BY due_at, rowid'),
      due: database.prepare(`${waiting} ORDER BY due_at, rowid LIMIT ?`),
      dueWithRoom: database.prepare(
        `${waiting} AND coalesce(concurrency ->> 'key', '') NOT IN (SELECT value FROM json_each(?))
         ORDER BY due_at, rowid LIMIT ?`,
      ),
      next: database.prepare(
        "SELECT min(due_at) AS at FROM queue_event WHERE state = 'waiting' AND due_at > ?",
      ),
      ofJob: database.prepare('SELECT * FROM queue_event WHERE job_id = ? AND queue_name = ?'),
      setState: database.prepare('UPDATE queue_event SET state = ? WHERE event_id = ?'),
      again: database.prepare(
        "UPDATE queue_event SET state = 'waiting', due_at = ?, attempt = ?, retry = ? WHERE event_id = ?",
      ),
    };
  }

  addJob(jobId: string, origin: string, now: number): void {
    this.statements.addJob.run(jobId, origin, now);
  }

  /** The invocation that the chain began with which pushed this job. */
  originOf(jobId: string): string | undefined {
    const row = this.statements.origin.get(jobId);
    return row === undefined ? undefined : String(row.origin);
  }

  pushesOf(origin: string): number {
    return Number(this.statements.pushes.get(origin)?.pushes ?? 0);
  }

  add(event: Omit<StoredEvent, 'retry'>): void {
    const { concurrency } = event;
    this.statements.add.run(
      event.eventId,
      event.jobId,
      event.queueName,
      JSON.stringify(event.body),
      event.state,
      event.pushedAt,
      event.dueAt,
      event.attempt,
      concurrency === undefined ? null : JSON.stringify(concurrency),
    );
  }

  inState(state: EventState): StoredEvent[] {
    return this.statements.inState.all(state).map(readEvent);
  }

  /** At most `limit`, without those whose concurrency key is among `fullKeys`. */
  due(now: number, fullKeys: readonly string[], limit: number): StoredEvent[] {
    const { due, dueWithRoom } = this.statements;
    const rows =
      fullKeys.length === 0
        ? due.all(now, limit)
        : dueWithRoom.all(now, JSON.stringify(fullKeys), limit);
    return rows.map(readEvent);
  }

  /** What is due by `now` is no matter of time: it waits for room. */
  nextDueAfter(now: number): number | undefined {
    const at = this.statements.next.get(now)?.at;
    return at === null || at === undefined ? undefined : Number(at);
  }

  ofJob(jobId: string, queueName: string): StoredEvent[] {
    return this.statements.ofJob.all(jobId, queueName).map(readEvent);
  }

  /** All of it, done or not. */
  clear(): void {
    this.database.exec('DELETE FROM queue_event; DELETE FROM queue_job;');
  }

  setState(eventId: string, state: EventState): void {
    this.statements.setState.run(state, eventId);
  }

  again(eventId: string, dueAt: number, attempt: number, retry: Retry): void {
    this.statements.again.run(dueAt, attempt, JSON.stringify(retry), eventId);
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
