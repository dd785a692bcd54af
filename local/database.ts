import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * A database that prepares a statement when it is first run, and the same text once: most of them are
 * never used, and to open a platform for each of thousands of tests is mostly to prepare them.
 */
class Database extends DatabaseSync {
  private readonly statements = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const prepared = () => {
      const known = this.statements.get(sql) ?? super.prepare(sql);
      this.statements.set(sql, known);
      return known;
    };
    return {
      all: (...values: never[]) => prepared().all(...values),
      get: (...values: never[]) => prepared().get(...values),
      iterate: (...values: never[]) => prepared().iterate(...values),
      run: (...values: never[]) => prepared().run(...values),
    } as unknown as StatementSync;
  }
}

/**
 * Opens the one file that everything local is kept in, or the image of one in memory. Each part creates
 * its own tables.
 */
export function openDatabase(file: string, image?: Uint8Array): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  if (image !== undefined) database.deserialize(image);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;',
  );
  database.exec(
    'CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
  );
  return database;
}

/** All of it or, where it throws, nothing. Not to be nested. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

export function readMeta(database: DatabaseSync, key: string): string | undefined {
  const row = database.prepare('SELECT value FROM meta WHERE key = ?').get(key);
  return row === undefined ? undefined : String(row.value);
}

export function writeMeta(database: DatabaseSync, key: string, value: string): void {
  database
    .prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);
}
