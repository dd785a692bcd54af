import type { DatabaseSync } from 'node:sqlite';
import { number, text } from './columns';

/** Work that goes on after its answer: what it was, who began it, and how often it was looked at. */
export interface StoredTask {
  readonly id: string;
  readonly accountId: string;
  readonly description: string;
  readonly submittedAt: number;
  readonly looks: number;
}

export interface Tasks {
  begin(task: Omit<StoredTask, 'id' | 'looks'>): string;
  /** One more look at it. */
  look(id: string): StoredTask | undefined;
}

export function openTasks(database: DatabaseSync): Tasks {
  const begin = database.prepare(
    'INSERT INTO site_task (account_id, description, submitted_at, looks) VALUES (?, ?, ?, 0)',
  );
  const look = database.prepare('UPDATE site_task SET looks = looks + 1 WHERE id = ? RETURNING *');
  return {
    begin({ accountId, description, submittedAt }) {
      return String(begin.run(accountId, description, submittedAt).lastInsertRowid);
    },
    look(id) {
      const row = look.get(id);
      return row === undefined
        ? undefined
        : {
            id: text(row, 'id'),
            accountId: text(row, 'account_id'),
            description: text(row, 'description'),
            submittedAt: number(row, 'submitted_at'),
            looks: number(row, 'looks'),
          };
    },
  };
}
