import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { emptyLog, inTransaction, readMeta, writeMeta } from '../../machine/database';
import type { Entity, Index } from './entities';

export interface Stored {
  readonly key: string;
  readonly value: unknown;
  readonly bytes: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expireTime: number | undefined;
}

/** Where a record lives: an entity's name, PLAIN or SECRETS, which no entity can be called. */
export type Space = string;
export const PLAIN: Space = '';
export const SECRETS: Space = '\u0000secret';

/** doc: Forge KVS TTL: what has expired may be readable for another 48 hours. */
const READABLE_AFTER_EXPIRY = 48 * 60 * 60 * 1_000;
const INDEXED_AS = 'kvs-indexed-as';

/** The tables: records by space and key, and a row for each entry of each index. */
export class KvsTable {
  private readonly statements;
  private readonly queries = new Map<string, StatementSync>();
  /** Whether an index may be behind; what a process before this one left behind is among it. */
  private isBehind = true;

  constructor(
    readonly database: DatabaseSync,
    private readonly now: () => number,
    private readonly entities: ReadonlyMap<string, Entity>,
    /** How far queries are behind, in milliseconds. */
    private readonly queryLag: () => number,
  ) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS kvs_record (
        space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, expire_time INTEGER,
        PRIMARY KEY (space, key)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS kvs_index (
        entity TEXT NOT NULL, name TEXT NOT NULL, partition TEXT NOT NULL, range_value, key TEXT NOT NULL,
        PRIMARY KEY (entity, name, partition, range_value, key)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS kvs_index_by_key ON kvs_index (entity, key);
      CREATE TABLE IF NOT EXISTS kvs_index_behind (
        entity TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (entity, key)) WITHOUT ROWID;
    `);
    const alive = '(expire_time IS NULL OR expire_time > ?)';
    this.statements = {
      get: database.prepare(`SELECT * FROM kvs_record WHERE space = ? AND key = ? AND ${alive}`),
      set: database.prepare(
        `INSERT INTO kvs_record VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (space, key) DO UPDATE SET value = excluded.value,
           updated_at = excluded.updated_at, expire_time = excluded.expire_time`,
      ),
      delete: database.prepare('DELETE FROM kvs_record WHERE space = ? AND key = ?'),
      list: database.prepare(
        `SELECT * FROM kvs_record WHERE space = ? AND key >= ? AND key < ? AND key > ?
           AND ${alive} ORDER BY key LIMIT ?`,
      ),
      all: database.prepare(`SELECT * FROM kvs_record WHERE ${alive} ORDER BY space, key`),
      index: database.prepare('INSERT INTO kvs_index VALUES (?, ?, ?, ?, ?)'),
      unindex: database.prepare('DELETE FROM kvs_index WHERE entity = ? AND key = ?'),
      behind: database.prepare('INSERT OR IGNORE INTO kvs_index_behind VALUES (?, ?, ?)'),
      due: database.prepare('DELETE FROM kvs_index_behind WHERE at <= ? RETURNING entity, key'),
    };
    this.indexAnew();
  }

  get(space: Space, key: string): Stored | undefined {
    const row = this.statements.get.get(space, key, this.oldestReadable());
    return row && readRecord(row);
  }

  set(space: Space, key: string, text: string, expireTime: number | undefined): void {
    const now = this.now();
    this.statements.set.run(space, key, text, now, now, expireTime ?? null);
    this.indexed(space, key, () => JSON.parse(text) as Record<string, unknown>);
  }

  delete(space: Space, key: string): boolean {
    const { changes } = this.statements.delete.run(space, key);
    this.indexed(space, key, () => undefined);
    return changes > 0;
  }

  /** In the order of keys, from after `after`. */
  list(space: Space, prefix: string, after: string, limit: number): Stored[] {
    return this.statements.list
      .all(space, prefix, `${prefix}\u{10ffff}`, after, this.oldestReadable(), limit)
      .map(readRecord);
  }

  all(): { space: Space; stored: Stored }[] {
    return this.statements.all
      .all(this.oldestReadable())
      .map((row) => ({ space: String(row.space), stored: readRecord(row) }));
  }

  /** All of it, secrets too. */
  clear(): void {
    inTransaction(this.database, () => {
      for (const table of ['kvs_record', 'kvs_index', 'kvs_index_behind']) {
        this.database.exec(`DELETE FROM ${table}`);
      }
    });
    // What was a secret is gone from the disk, too.
    emptyLog(this.database);
  }

  /** Queries come in few shapes: each is prepared once. */
  prepareQuery(sql: string): StatementSync {
    const known = this.queries.get(sql) ?? this.database.prepare(sql);
    this.queries.set(sql, known);
    return known;
  }

  /** Brings the indexes as far forward as queries may see them. */
  catchUp(): void {
    if (!this.isBehind) return;
    const due = this.statements.due.all(this.now() - this.queryLag());
    for (const { entity, key } of due) {
      const found = this.entities.get(String(entity));
      if (found !== undefined) this.index(found, String(key), this.get(found.name, String(key)));
    }
    if (this.queryLag() === 0) this.isBehind = false;
  }

  private oldestReadable(): number {
    return this.now() - READABLE_AFTER_EXPIRY;
  }

  private indexed(
    space: Space,
    key: string,
    value: () => Record<string, unknown> | undefined,
  ): void {
    const entity = this.entities.get(space);
    if (entity === undefined) return;
    if (this.queryLag() > 0) {
      this.statements.behind.run(space, key, this.now());
      this.isBehind = true;
    } else this.index(entity, key, { value: value() });
  }

  /** A record that lacks an attribute of an index is not in that index. */
  private index(
    entity: Entity,
    key: string,
    stored: { readonly value: unknown } | undefined,
  ): void {
    this.statements.unindex.run(entity.name, key);
    const value = stored?.value as Record<string, unknown> | undefined;
    if (value === undefined) return;
    for (const { name, partition, range } of entity.indexes) {
      const parts = partition.map((attribute) => value[attribute]);
      const ranged = range === undefined ? key : value[range];
      if (parts.includes(undefined) || !isSortable(ranged)) continue;
      this.statements.index.run(entity.name, name, JSON.stringify(parts), ranged, key);
    }
  }

  /** Once for each change of the manifest's indexes, as a deployment builds them. */
  private indexAnew(): void {
    const shape: (readonly [string, readonly Index[]])[] = [...this.entities.values()].map(
      ({ name, indexes }) => [name, indexes],
    );
    const digest = createHash('sha256').update(JSON.stringify(shape)).digest('hex');
    if (readMeta(this.database, INDEXED_AS) === digest) return;
    inTransaction(this.database, () => {
      this.database.exec('DELETE FROM kvs_index');
      for (const { space, stored } of this.all()) {
        const entity = this.entities.get(space);
        if (entity !== undefined) this.index(entity, stored.key, stored);
      }
      writeMeta(this.database, INDEXED_AS, digest);
    });
  }
}

function readRecord(row: Record<string, unknown>): Stored {
  const text = String(row.value);
  return {
    key: String(row.key),
    value: JSON.parse(text),
    bytes: Buffer.byteLength(text),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    expireTime: row.expire_time === null ? undefined : Number(row.expire_time),
  };
}

function isSortable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
