import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../local/machine/database';
import type { Platform } from '../../local/platform/platform';

/** What is there once a request was carried out, by entity. */
const ENTITIES = ['request', 'steps', 'holding', 'audit', 'projected'] as const;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** The digits of an id in which copies differ. */
const DIGITS = 8;

interface Row {
  readonly space: string;
  readonly key: string;
  readonly value: string;
}

/**
 * As many more of a request that was carried out, of its steps, its holding and its record in the audit,
 * as if others had asked the same in other issues: what the app has stored is copied as it stands there,
 * with other ids, within the database. Each has another subject and all have the same group.
 */
export function seedScale(
  { database }: Platform,
  requestId: string,
  accountId: string,
  copies: number,
): void {
  const rows = rowsOf(database, requestId, accountId);
  database.exec('DROP INDEX kvs_index_by_key');
  inTransaction(database, () => {
    for (const row of rows) copyRow(database, row, idsOf(row, requestId, accountId), copies);
  });
  database.exec('CREATE INDEX kvs_index_by_key ON kvs_index (entity, key)');
  copyPerson(database, accountId, Math.min(copies, ON_SITE));
}

/** As many as a sweep looks at: the local site goes through all of its people with many a call. */
const ON_SITE = 2_500;

/** The site has the first of them too, in the groups that they got: or whoever looks would find nobody there. */
function copyPerson(database: DatabaseSync, accountId: string, copies: number): void {
  const other = `? || printf('%08x', i)`;
  const stem = accountId.slice(0, -DIGITS);
  database
    .prepare(
      `${numbersTo(copies)} INSERT INTO site_person
       SELECT ${other}, position, display_name || ' ' || i, i || '.' || email, active, account_type,
         job_title, shows_email, time_zone, locale, must_solve_captcha
       FROM numbers, site_person WHERE account_id = ?`,
    )
    .run(stem, accountId);
  database
    .prepare(
      `${numbersTo(copies)} INSERT INTO site_membership
       SELECT group_id, ${other} FROM numbers, site_membership WHERE account_id = ?`,
    )
    .run(stem, accountId);
}

const numbersTo = (copies: number) => `WITH RECURSIVE numbers (i) AS
  (VALUES (1) UNION ALL SELECT i + 1 FROM numbers WHERE i < ${copies})`;

/** One record of each kind that is about the request or what it gave. */
function rowsOf(database: DatabaseSync, requestId: string, accountId: string): Row[] {
  const ones = ENTITIES.map((entity) => {
    const row = database
      .prepare(
        `SELECT * FROM kvs_record WHERE space = ? AND value LIKE ?
         AND (space <> 'holding' OR key LIKE ?) ORDER BY key LIMIT 1`,
      )
      .get(entity, `%${requestId}%`, `%${accountId.split(':').at(-1)}%`);
    if (row === undefined) throw new Error(`Nothing of the request is stored as ${entity}`);
    return { space: entity, key: String(row.key), value: String(row.value) };
  });
  // In each list that it is in.
  const rows = database
    .prepare(`SELECT * FROM kvs_record WHERE space = 'projection' AND value LIKE ?`)
    .all(`%${requestId}%`)
    .map(({ key, value }) => ({ space: 'projection', key: String(key), value: String(value) }));
  if (rows.length === 0) throw new Error('The request is in no list');
  return [...ones, ...rows];
}

/** Those of the record itself: what all have in common, the group and the connection, stays. */
function idsOf({ space, key }: Row, requestId: string, accountId: string): string[] {
  const own = space === 'audit' ? (key.match(UUID) ?? []) : [];
  return [...new Set([...own, ...[requestId, accountId].flatMap((id) => id.match(UUID) ?? [])])];
}

function copyRow(database: DatabaseSync, row: Row, ids: readonly string[], copies: number): void {
  const other = (text: string) =>
    ids.reduce(
      (made, id) => `replace(${made}, '${id}', '${id.slice(0, -DIGITS)}' || printf('%08x', i))`,
      // Of another issue: its id stands in quotes, wherever it stands.
      `replace(${text}, '"10000"', '"9' || printf('%08d', i) || '"')`,
    );
  const numbers = numbersTo(copies);
  database
    .prepare(
      `${numbers} INSERT INTO kvs_record
       SELECT ?, ${other('?')}, ${other('?')}, 0, 0, NULL FROM numbers`,
    )
    .run(row.space, row.key, row.value);
  const entries = database
    .prepare('SELECT * FROM kvs_index WHERE entity = ? AND key = ?')
    .all(row.space, row.key);
  for (const { name, partition, range_value: value } of entries) {
    const range = typeof value === 'string' ? other('?') : '?';
    database
      .prepare(
        `${numbers} INSERT INTO kvs_index SELECT ?, ?, ${other('?')}, ${range}, ${other('?')}
         FROM numbers`,
      )
      .run(row.space, String(name), String(partition), value ?? null, row.key);
  }
}
