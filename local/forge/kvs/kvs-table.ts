import type { DatabaseSync } from 'node:sqlite';
import type { Entity, Index } from './entities';

export interface Stored {
  readonly key: string;
  readonly value: unknown;
  readonly bytes: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expireTime: number | undefined;
}

/** doc: Forge KVS TTL: what has expired may be readable for another 48 hours. */
const READABLE_AFTER_EXPIRY = 48 * 60 * 60 * 1_000;

/** The tables: records by entity and key ('' for plain keys), secrets apart, and a row for each index entry. */
export class KvsTable {
  constructor(
    readonly database: DatabaseSync,
    private readonly now: () => number,
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
    `);
  }

  get(space: string, key: string): Stored | undefined {
    const row = this.database
      .prepare('SELECT * FROM kvs_record WHERE space = ? AND key = ?')
      .get(space, key);
    return row && this.read(row);
  }

  set(
    space: string,
    key: string,
    text: string,
    expireTime: number | undefined,
    entity?: Entity,
  ): void {
    const now = this.now();
    this.database
      .prepare(
        `INSERT INTO kvs_record VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (space, key) DO UPDATE SET value = excluded.value,
           updated_at = excluded.updated_at, expire_time = excluded.expire_time`,
      )
      .run(space, key, text, now, now, expireTime ?? null);
    if (entity === undefined) return;
    this.unindex(entity.name, key);
    const value = JSON.parse(text) as Record<string, unknown>;
    for (const index of entity.indexes) this.index(entity, index, key, value);
  }

  delete(space: string, key: string, entity?: Entity): boolean {
    if (entity !== undefined) this.unindex(entity.name, key);
    const { changes } = this.database
      .prepare('DELETE FROM kvs_record WHERE space = ? AND key = ?')
      .run(space, key);
    return changes > 0;
  }

  /** In the order of keys, from after `after`. */
  list(space: string, prefix: string, after: string, limit: number): Stored[] {
    return this.database
      .prepare(
        `SELECT * FROM kvs_record WHERE space = ? AND key > ? AND substr(key, 1, ?) = ?
         ORDER BY key LIMIT ?`,
      )
      .all(space, after, prefix.length, prefix, limit)
      .flatMap((row) => this.read(row) ?? []);
  }

  all(): { space: string; stored: Stored }[] {
    return this.database
      .prepare('SELECT * FROM kvs_record ORDER BY space, key')
      .all()
      .flatMap((row) => {
        const stored = this.read(row);
        return stored === undefined ? [] : [{ space: String(row.space), stored }];
      });
  }

  /** A record that lacks an attribute of an index is not in that index. */
  private index(
    entity: Entity,
    { name, partition, range }: Index,
    key: string,
    value: Record<string, unknown>,
  ): void {
    const parts = partition.map((attribute) => value[attribute]);
    const rangeValue = range === undefined ? key : value[range];
    if (parts.includes(undefined) || !isComparable(rangeValue)) return;
    this.database
      .prepare('INSERT INTO kvs_index VALUES (?, ?, ?, ?, ?)')
      .run(entity.name, name, JSON.stringify(parts), rangeValue, key);
  }

  private unindex(entity: string, key: string): void {
    this.database.prepare('DELETE FROM kvs_index WHERE entity = ? AND key = ?').run(entity, key);
  }

  private read(row: Record<string, unknown>): Stored | undefined {
    const expireTime = row.expire_time === null ? undefined : Number(row.expire_time);
    if (expireTime !== undefined && this.now() > expireTime + READABLE_AFTER_EXPIRY)
      return undefined;
    const text = String(row.value);
    return {
      key: String(row.key),
      value: JSON.parse(text),
      bytes: text.length,
      createdAt: Number(row.created_at),
      updatedAt: Number(row.updated_at),
      expireTime,
    };
  }
}

function isComparable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
