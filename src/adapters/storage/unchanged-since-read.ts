import { Filter, FilterConditions } from '@forge/kvs';

/** A row of whatever entity, as it was read. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** That a row is still as it was read: what somebody writes meanwhile is not to be undone. */
export function unchangedSinceRead(row: AnyRow) {
  const filter = new Filter<Record<string, unknown>>();
  for (const attribute of ['revision', 'claimedUntil']) {
    const value = row[attribute];
    if (typeof value !== 'number') continue;
    return { conditions: filter.and(attribute, FilterConditions.equalTo(value)) };
  }
  return {};
}
