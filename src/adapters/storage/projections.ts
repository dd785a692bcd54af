import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import { chunksOf } from '#domain/lib/chunks-of';
import type { Projected } from '#domain/projection/projected';
import {
  areSameRows,
  type ListName,
  listedFor,
  type ProjectionRow,
  rowKey,
} from '#domain/projection/projection-row';
import type { Projections } from '#ports/projections';
import { callStorage } from './call-storage';
import { PROJECTED_FORMAT } from './formats';
import { ENTITY, idOf, projectedKey, projectionKey, requestOfRow } from './keys';
import { callOnNew, getRow, type IsNew, unlessReserved } from './new-records';
import { pageFrom } from './page-from';
import { readStored } from './read-stored';
import { projectionRowSchema } from './schemas/projected';
import { writeBody } from './stored-body';

/** doc: Forge KVS limits: 25 operations in a transaction, and one is the note of what there is. */
const ROWS_AT_ONCE = 24;
/** doc: Forge KVS, executing batch operations: keys of one batch. */
const BATCH = 25;
/** doc: Forge KVS limits: a query answers at most 100. */
const QUERIED_AT_ONCE = 100;

const ORDER: Readonly<Record<ListName, Sort>> = {
  toDecide: Sort.ASC,
  toReview: Sort.ASC,
  asked: Sort.DESC,
  askedOver: Sort.DESC,
  audited: Sort.DESC,
  approvedFor: Sort.DESC,
};

type Row = Record<string, unknown>;

export const projections: Projections = {
  async read(requestId) {
    const key = projectedKey(requestId);
    const row = await getRow(ENTITY.projected, key);
    if (row === undefined) return { requestId, revision: 0, rows: [] };
    const read = readStored(PROJECTED_FORMAT, key, row);
    if (read.stored === 'found') return read.value;
    // Nothing is lost with it: what it said stands in the rows, and nobody has to mend it.
    const revision = typeof row.revision === 'number' ? row.revision : 0;
    return { requestId, revision, rows: await storedRows(requestId), isUnsure: true };
  },

  async write(before, rows) {
    const key = projectedKey(before.requestId);
    const changes = changesOf(before, rows);
    const together = rowsOfBoth(before.rows, rows);
    const chunks = changes.length === 0 ? [[]] : chunksOf(changes, ROWS_AT_ONCE);
    let { revision } = before;
    for (const [number, chunk] of chunks.entries()) {
      const isLast = number === chunks.length - 1;
      // As long as it is under way, whatever was there and whatever comes stands in it.
      const next: Projected = isLast
        ? { requestId: before.requestId, revision: revision + 1, rows }
        : { requestId: before.requestId, revision: revision + 1, rows: together, isUnsure: true };
      const isNew = revision === 0;
      const made = { entity: ENTITY.projected, key, without: 'revision' };
      const written = await callOnNew(isNew ? [made] : [], (without) =>
        transactionOf(chunk, next, isNew ? without('revision') : at(revision)).execute(),
      );
      if (written === 'conflict') return 'conflict';
      revision += 1;
    }
    return 'committed';
  },

  async areStored(requestId, rows) {
    const batches = chunksOf(rows, BATCH);
    for (const batch of batches) {
      const { successfulKeys } = await callStorage(() =>
        kvs.batchGet<Row>(
          batch.map((row) => ({ key: keyOf(requestId, row), entityName: ENTITY.projection })),
        ),
      );
      const stored = successfulKeys.flatMap(({ value }) => rowIn(value) ?? []);
      if (!areSameRows(batch, stored)) return false;
    }
    return true;
  },

  async page({ list, accountId }, cursor, limit) {
    const query = () =>
      kvs
        .entity<Row>(ENTITY.projection)
        .query()
        .index('by-list', { partition: [list, accountId] })
        .sort(ORDER[list])
        .limit(limit);
    const { results, nextCursor } = await pageFrom(cursor, (from) =>
      (from === undefined ? query() : query().cursor(from)).getMany(),
    );
    // By its key, which is there whatever has become of the rest of the row.
    return { ids: results.map(({ key }) => requestOfRow(key)), cursor: nextCursor };
  },

  async audited(accountId, until, limit) {
    const { results } = await callStorage(() =>
      kvs
        .entity<Row>(ENTITY.projection)
        .query()
        .index('by-list', { partition: ['audited', accountId] })
        .where(WhereConditions.lessThanEqualTo(until))
        .sort(Sort.DESC)
        .limit(limit)
        .getMany(),
    );
    return results.flatMap(({ key, value }) => {
      const row = rowIn(value);
      return row === undefined ? [] : { requestId: requestOfRow(key), at: row.at };
    });
  },

  async ofBundle(bundleId, from, cursor, limit) {
    const query = () =>
      kvs
        .entity<Row>(ENTITY.projection)
        .query()
        .index('by-bundle', { partition: [bundleId] })
        .where(WhereConditions.greaterThanEqualTo(from))
        .sort(Sort.ASC)
        .limit(limit);
    const { results, nextCursor } = await pageFrom(cursor, (place) =>
      (place === undefined ? query() : query().cursor(place)).getMany(),
    );
    return { ids: results.map(({ key }) => requestOfRow(key)), cursor: nextCursor };
  },

  async ids(kind, cursor, limit) {
    const query = kvs.entity<Row>(kind).query().index('by-key').limit(limit);
    if (cursor !== undefined) query.cursor(cursor);
    const { results, nextCursor } = await callStorage(() => query.getMany());
    const there = results.filter(({ value }) => unlessReserved(value) !== undefined);
    return { ids: there.map(({ key }) => idOf(kind, key)), cursor: nextCursor };
  },
};

const keyOf = (requestId: string, row: ProjectionRow) =>
  projectionKey(requestId, row.list, listedFor(row));

interface RowChange {
  readonly row: ProjectionRow;
  readonly goes: boolean;
}

function changesOf(before: Projected, rows: readonly ProjectionRow[]): readonly RowChange[] {
  const known = new Map(before.rows.map((row) => [rowKey(row), row.at]));
  const wanted = new Set(rows.map(rowKey));
  const isThere = (row: ProjectionRow) =>
    before.isUnsure !== true && known.get(rowKey(row)) === row.at;
  return [
    ...rows.filter((row) => !isThere(row)).map((row) => ({ row, goes: false })),
    ...before.rows.filter((row) => !wanted.has(rowKey(row))).map((row) => ({ row, goes: true })),
  ];
}

function rowsOfBoth(
  some: readonly ProjectionRow[],
  others: readonly ProjectionRow[],
): readonly ProjectionRow[] {
  return [...new Map([...some, ...others].map((row) => [rowKey(row), row])).values()];
}

function transactionOf(
  changes: readonly RowChange[],
  next: Projected,
  conditions: ReturnType<IsNew>,
) {
  const { requestId } = next;
  const transaction = kvs.transact();
  for (const { row, goes } of changes) {
    const key = keyOf(requestId, row);
    const entityName = ENTITY.projection;
    if (goes) transaction.delete(key, { entityName });
    else transaction.set(key, { requestId, ...row }, { entityName });
  }
  const note = { entityName: ENTITY.projected, conditions };
  const key = projectedKey(requestId);
  // Of what is in no list, nothing is kept.
  if (next.rows.length === 0) transaction.delete(key, note);
  else {
    const row: Row = { revision: next.revision, body: writeBody(PROJECTED_FORMAT, next) };
    transaction.set(key, row, note);
  }
  return transaction;
}

const at = (revision: number) =>
  new Filter<Row>().and('revision', FilterConditions.equalTo(revision));

function rowIn(value: unknown): ProjectionRow | undefined {
  const read = projectionRowSchema.safeParse(value);
  return read.success ? read.data : undefined;
}

/** By the index, for want of the note: what it does not show yet is shown to the next round. */
async function storedRows(requestId: string): Promise<readonly ProjectionRow[]> {
  const rows: ProjectionRow[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<Row>(ENTITY.projection)
      .query()
      .index('by-request', { partition: [requestId] })
      .limit(QUERIED_AT_ONCE);
    const page = await callStorage(() => (cursor ? query.cursor(cursor) : query).getMany());
    rows.push(...page.results.flatMap(({ value }) => rowIn(value) ?? []));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}
