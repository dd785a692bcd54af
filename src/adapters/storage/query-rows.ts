import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { callStorage } from './call-storage';
import type { EntityName } from './keys';
import type { Row } from './rows';

/** doc: Forge KVS limits: a query answers at most 100. */
const PAGE = 100;

/**
 * Rows of one partition of an index, smallest first, whose ranged attribute is at most `until`.
 * Eventual: a row may be missing, or no longer be as it is shown.
 */
export async function queryRows<R extends Row>(
  entity: EntityName,
  index: string,
  partition: readonly string[],
  until: number,
  limit: number,
): Promise<R[]> {
  const found: R[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<R>(entity)
      .query()
      .index(index, { partition: [...partition] })
      .where(WhereConditions.lessThanEqualTo(until))
      .sort(Sort.ASC)
      .limit(Math.min(PAGE, limit - found.length));
    const page = await callStorage(() => (cursor ? query.cursor(cursor) : query).getMany());
    found.push(...page.results.map(({ value }) => value));
    cursor = page.nextCursor;
  } while (cursor !== undefined && found.length < limit);
  return found;
}
