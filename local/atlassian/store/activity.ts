import type { DatabaseSync } from 'node:sqlite';
import { number, type Row, text } from './columns';

export interface LastVisit {
  readonly applicationKey: string;
  readonly at: number;
}

/** When somebody last looked at a page of a product. */
export interface Activity {
  isEmpty(): boolean;
  note(accountId: string, applicationKey: string, at: number): void;
  /** One for each product that was ever visited. */
  of(accountId: string): readonly LastVisit[];
}

export function openActivity(database: DatabaseSync): Activity {
  const any = database.prepare('SELECT 1 AS found FROM site_activity LIMIT 1');
  const note = database.prepare('INSERT OR REPLACE INTO site_activity VALUES (?, ?, ?)');
  const visits = database.prepare(
    'SELECT application_key, at FROM site_activity WHERE account_id = ? ORDER BY application_key',
  );
  const read = (row: Row): LastVisit => ({
    applicationKey: text(row, 'application_key'),
    at: number(row, 'at'),
  });
  return {
    isEmpty: () => any.get() === undefined,
    note(accountId, applicationKey, at) {
      note.run(accountId, applicationKey, at);
    },
    of: (accountId) => visits.all(accountId).map(read),
  };
}
