import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StrangeDatabase } from './startup-error';

const TABLE = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?";
const plain = (text: string): string => text.replace(/\s+/g, '');

/**
 * A database that prepares a statement when it is first run, and the same text once: most of them are
 * never used, and to open a platform for each of thousands of tests is mostly to prepare them.
 */
class Database extends DatabaseSync {
  private readonly statements = new Map<string, StatementSync>();

  /** Throws where a table is there already, in a form that is not the one asked for: another version made it. */
  override exec(sql: string): void {
    for (const statement of sql.split(';')) {
      const [, name, form] = /^\s*CREATE TABLE IF NOT EXISTS (\w+)(.*)$/s.exec(statement) ?? [];
      if (name === undefined || form === undefined) continue;
      const row = this.prepare(TABLE).get(name);
      const [, there] = /^CREATE TABLE "?\w+"?(.*)$/s.exec(String(row?.sql ?? '')) ?? [];
      if (there !== undefined && plain(there) !== plain(form))
        throw new StrangeDatabase('otherVersion');
    }
    super.exec(sql);
  }

  override prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    const prepared = () => {
      statement ??= this.statements.get(sql) ?? super.prepare(sql);
      this.statements.set(sql, statement);
      return statement;
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
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true });
    const there = statSync(file, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) {
      throw Object.assign(new Error(`${file} is a folder`), { code: 'EISDIR' });
    }
    // SQLite takes it for a new one, and throws away what stands in the log beside it.
    if (there?.size === 0) throw new StrangeDatabase('empty');
  }
  // Tokens stand in it: it is its owner's and nobody else's, with the files that SQLite puts beside it.
  if (file !== ':memory:') closeSync(openSync(file, 'a', OWNER_ONLY));
  const database = new Database(file);
  try {
    if (file !== ':memory:') chmodSync(file, OWNER_ONLY);
    if (image !== undefined) database.deserialize(withoutJournal(image));
    if (file !== ':memory:') requireOwn(database);
    return prepared(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A write-ahead log takes a file (doc: database file format, bytes 18 and 19): in memory there is none. */
function withoutJournal(image: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(image);
  copy.fill(1, 18, 20);
  return copy;
}

function prepared(database: DatabaseSync): DatabaseSync {
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;',
  );
  database.exec(
    'CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
  );
  return database;
}

const OWNER_ONLY = 0o600;

/** "Mult", which SQLite keeps in the head of a file for programs to know theirs by. */
const APPLICATION = 0x4d756c74;
/** Throws for a database of another program's. */
function requireOwn(database: DatabaseSync): void {
  const has = (table: string) =>
    database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
  const application = Number(database.prepare('PRAGMA application_id').get()?.application_id);
  if (application === APPLICATION) return;
  const isNew = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  // The first version did not mark its files.
  const isFirst = application === 0 && has('meta') && has('kvs_record');
  if (!isNew && !isFirst) throw new StrangeDatabase('foreign');
  database.exec(`PRAGMA application_id = ${APPLICATION}`);
}

/**
 * Takes what was deleted out of the write-ahead log as well, which is written over only in time. Not to be
 * called within a transaction, where SQLite can't.
 */
export function emptyLog(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** All of it or, where it throws, nothing. Not to be nested. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.prepare('BEGIN IMMEDIATE').run();
  try {
    const result = work();
    database.prepare('COMMIT').run();
    return result;
  } catch (error) {
    // Where the disk is full, SQLite has rolled back by itself.
    if (database.isTransaction) database.prepare('ROLLBACK').run();
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
