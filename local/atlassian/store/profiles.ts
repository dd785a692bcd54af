import type { DatabaseSync } from 'node:sqlite';
import { number } from './columns';

/** What became of accounts and their profiles since the site was there. */
export interface Profiles {
  noteChange(accountId: string, at: number): void;
  noteClosing(accountId: string, at: number): void;
  /** When somebody last changed what the account's profile says; undefined for never. */
  changedAt(accountId: string): number | undefined;
  isClosed(accountId: string): boolean;
}

export function openProfiles(database: DatabaseSync): Profiles {
  const change = database.prepare(
    `INSERT INTO site_profile (account_id, changed_at, closed) VALUES (?, ?, 0)
       ON CONFLICT (account_id) DO UPDATE SET changed_at = excluded.changed_at`,
  );
  const close = database.prepare(
    `INSERT INTO site_profile (account_id, changed_at, closed) VALUES (?, ?, 1)
       ON CONFLICT (account_id) DO UPDATE SET changed_at = excluded.changed_at, closed = 1`,
  );
  const of = database.prepare('SELECT changed_at, closed FROM site_profile WHERE account_id = ?');
  return {
    noteChange(accountId, at) {
      change.run(accountId, at);
    },
    noteClosing(accountId, at) {
      close.run(accountId, at);
    },
    changedAt(accountId) {
      const row = of.get(accountId);
      return row === undefined ? undefined : number(row, 'changed_at');
    },
    isClosed(accountId) {
      const row = of.get(accountId);
      return row !== undefined && number(row, 'closed') === 1;
    },
  };
}
