import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { callStorage } from './call-storage';
import type { EntityName } from './keys';
import { readStored } from './read-stored';
import { refile } from './refile';
import { setAside } from './set-aside';
import type { RecordFormat } from './stored-body';
import type { AnyRow } from './unchanged-since-read';

/** doc: Forge KVS limits: a query answers at most 100. */
const PAGE = 100;

export interface FoundRow {
  readonly key: string;
  readonly value: AnyRow;
}

/**
 * Rows of one partition of an index whose ranged attribute is at most `until`, smallest first unless told.
 * Eventual: a row may be missing, or no longer be as it is shown.
 */
export async function queryRows(
  entity: EntityName,
  index: string,
  partition: readonly string[],
  until: number,
  limit: number,
  order: Sort = Sort.ASC,
): Promise<FoundRow[]> {
  const found: FoundRow[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<AnyRow>(entity)
      .query()
      .index(index, { partition: [...partition] })
      .where(WhereConditions.lessThanEqualTo(until))
      .sort(order)
      .limit(Math.min(PAGE, limit - found.length));
    const page = await callStorage(() => (cursor ? query.cursor(cursor) : query).getMany());
    // One that is null spreads to a row that says nothing: it is unreadable like all that makes no sense.
    found.push(...page.results.map(({ key, value }) => ({ key, value: { ...value } })));
    cursor = page.nextCursor;
  } while (cursor !== undefined && found.length < limit);
  return found;
}

/**
 * Their keys and nothing else, for whoever reads each record by itself: one that makes no sense keeps
 * nobody from the others.
 */
export async function queryKeys(...query: Parameters<typeof queryRows>): Promise<string[]> {
  return (await queryRows(...query)).map(({ key }) => key);
}

/** What found rows say; those that make no sense are set aside, and out of the way of the next query. */
export async function readFound<T>(
  entity: EntityName,
  format: RecordFormat<T>,
  rows: readonly FoundRow[],
): Promise<T[]> {
  const values: T[] = [];
  for (const { key, value } of rows) {
    const read = readStored(format, key, value);
    if (read.stored === 'found') {
      values.push(read.value);
      await refile(entity, key, value);
    } else await setAside(entity, key, value, read.why);
  }
  return values;
}
