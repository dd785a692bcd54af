import { z } from 'zod';
import { type Clause, meets, readClause, readConditions } from './conditions';
import { type Entity, findIndex, type Index, isOfType, typeOf } from './entities';
import { KvsError } from './kvs-error';
import type { KvsTable, Stored } from './kvs-table';
import { checkPageSize } from './limits';

const querySchema = z.object({
  indexName: z.unknown(),
  partition: z.array(z.unknown()).optional(),
  range: z.unknown().optional(),
  filters: z.unknown().optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  limit: z.unknown().optional(),
  cursor: z.string().optional(),
});

/** doc: complex queries: the conditions of `where`; the others are filters. */
const RANGE_SQL: Readonly<Partial<Record<Clause['condition'], string>>> = {
  BEGINS_WITH: 'range_value >= ? AND range_value < ?',
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

interface Where {
  readonly sql: string;
  readonly values: readonly (string | number)[];
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
  const limit = checkPageSize(query.limit, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const filters = query.filters === undefined ? undefined : readConditions(entity, query.filters);
  const order = query.sort ?? 'ASC';
  const wheres = [
    wherePartition(entity, index, query.partition ?? []),
    ...(query.range === undefined ? [] : [whereRange(entity, index, query.range)]),
    ...(query.cursor === undefined ? [] : [whereAfter(query.cursor, order)]),
  ];
  table.catchUp();
  const rows = table
    .prepareQuery(
      `SELECT range_value, key FROM kvs_index WHERE ${wheres.map(({ sql }) => sql).join(' AND ')}
       ORDER BY range_value ${order}, key ${order} LIMIT ?`,
    )
    .all(...wheres.flatMap(({ values }) => values), limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const read = page.flatMap(({ key }) => table.get(entity.name, String(key)) ?? []);
  return {
    stored: filters === undefined ? read : read.filter(({ value }) => meets(value, filters)),
    cursor: last && makeCursor(last.range_value as string | number, String(last.key)),
    bytes: read.reduce((bytes, one) => bytes + one.bytes, 0),
  };
}

function wherePartition(entity: Entity, index: Index, values: readonly unknown[]): Where {
  const areOfType = index.partition.every((attribute, at) =>
    isOfType(values[at], typeOf(entity, attribute)),
  );
  if (values.length !== index.partition.length || !areOfType) {
    throw new KvsError(
      'QUERY_WHERE_INVALID',
      `${index.name} takes as its partition: ${index.partition.join(', ') || 'nothing'}.`,
    );
  }
  return {
    sql: 'entity = ? AND name = ? AND partition = ?',
    values: [entity.name, index.name, JSON.stringify(values)],
  };
}

function whereRange(entity: Entity, { range }: Index, body: unknown): Where {
  const type = range === undefined ? 'string' : typeOf(entity, range);
  const { condition, values } = readClause(body, type);
  const sql = RANGE_SQL[condition];
  if (sql === undefined) {
    throw new KvsError('INVALID_FILTER_CONDITION', `${condition} is no condition of a range.`);
  }
  const [first] = values as (string | number)[];
  const given =
    condition === 'BEGINS_WITH' ? [String(first), `${String(first)}\u{10ffff}`] : values;
  // Of an attribute of any type, only values of the same type are in an order with the one given.
  const kind = typeof first === 'number' ? "('integer', 'real')" : "('text')";
  return {
    sql: `${sql} AND typeof(range_value) IN ${kind}`,
    values: given as (string | number)[],
  };
}

function whereAfter(cursor: string, order: 'ASC' | 'DESC'): Where {
  return {
    sql: `(range_value, key) ${order === 'ASC' ? '>' : '<'} (?, ?)`,
    values: readCursor(cursor),
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
