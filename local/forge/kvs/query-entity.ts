import { z } from 'zod';
import { conditionSchema, conditionsSchema, meets } from './conditions';
import type { Entity } from './entities';
import { findIndex } from './entities';
import { KvsError } from './kvs-error';
import type { KvsTable, Stored } from './kvs-table';
import { checkLimit } from './limits';

const querySchema = z.object({
  indexName: z.string(),
  partition: z.array(z.unknown()).optional(),
  range: conditionSchema.omit({ property: true }).optional(),
  filters: conditionsSchema.optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  limit: z.unknown().optional(),
  cursor: z.string().optional(),
});

/** SQL for each condition on the range attribute; doc: others are filters. */
const RANGE_SQL: Readonly<Record<string, string>> = {
  BEGINS_WITH: 'substr(range_value, 1, length(?)) = ?',
  BETWEEN: 'range_value BETWEEN ? AND ?',
  EQUAL_TO: 'range_value = ?',
  GREATER_THAN: 'range_value > ?',
  GREATER_THAN_EQUAL_TO: 'range_value >= ?',
  LESS_THAN: 'range_value < ?',
  LESS_THAN_EQUAL_TO: 'range_value <= ?',
};

export interface QueryPage {
  readonly stored: readonly Stored[];
  readonly cursor: string | undefined;
  /** Everything that was looked at, filtered out or not: it is metered. */
  readonly bytes: number;
}

/**
 * A page of an index. Filters are applied to the page that was read, so that a page can be short, or
 * empty, and still have more behind it.
 */
export function queryEntity(table: KvsTable, entity: Entity, body: unknown): QueryPage {
  const parsed = querySchema.safeParse(body);
  if (!parsed.success) throw new KvsError('QUERY_WHERE_INVALID', parsed.error.message);
  const query = parsed.data;
  const index = findIndex(entity, query.indexName);
  const limit = checkLimit(query.limit);
  const partition = query.partition ?? [];
  if (partition.length !== index.partition.length) {
    throw new KvsError(
      'QUERY_WHERE_INVALID',
      `${index.name} needs ${index.partition.length} partition values.`,
    );
  }
  const where = ['entity = ?', 'name = ?', 'partition = ?'];
  const values: (string | number)[] = [entity.name, index.name, JSON.stringify(partition)];
  if (query.range !== undefined) {
    const sql = RANGE_SQL[query.range.condition];
    if (sql === undefined) {
      throw new KvsError(
        'INVALID_FILTER_CONDITION',
        `${query.range.condition} is no condition of a range.`,
      );
    }
    where.push(sql);
    const given = query.range.values as (string | number)[];
    values.push(...(query.range.condition === 'BEGINS_WITH' ? [...given, ...given] : given));
  }
  const order = query.sort ?? 'ASC';
  if (query.cursor !== undefined) {
    const [rangeValue, key] = readCursor(query.cursor);
    where.push(`(range_value, key) ${order === 'ASC' ? '>' : '<'} (?, ?)`);
    values.push(rangeValue, key);
  }
  const rows = table.database
    .prepare(
      `SELECT range_value, key FROM kvs_index WHERE ${where.join(' AND ')}
       ORDER BY range_value ${order}, key ${order} LIMIT ?`,
    )
    .all(...values, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const read = page.flatMap(({ key }) => table.get(entity.name, String(key)) ?? []);
  const { filters } = query;
  return {
    stored:
      filters === undefined
        ? read
        : read.filter(({ value }) => meets(value as Record<string, unknown>, filters)),
    cursor: last && makeCursor(last.range_value as string | number, String(last.key)),
    bytes: read.reduce((bytes, one) => bytes + one.bytes, 0),
  };
}

function makeCursor(rangeValue: string | number, key: string): string {
  return Buffer.from(JSON.stringify([rangeValue, key])).toString('base64url');
}

function readCursor(cursor: string): [string | number, string] {
  try {
    return z
      .tuple([z.union([z.string(), z.number()]), z.string()])
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new KvsError('QUERY_WHERE_INVALID', 'The cursor is none that was handed out.');
  }
}
