import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { callConditionally, callStorage } from './call-storage';
import { absenceKey, ENTITY, type EntityName, lockKey } from './keys';
import type { AnyRow } from './unchanged-since-read';

/**
 * No document says whether a condition that an attribute is not there holds for a record that is not there.
 * It is taken to hold; a transaction that is refused finds out. Where it does not hold, each new record is first
 * kept free: a row with nothing but this attribute, which one of those who make the record replaces. To make
 * that row only where there is none is documented (doc: Forge KVS, key policy FAIL_IF_EXISTS).
 */
const RESERVED = { reserved: true } as const;

export interface NewRecord {
  readonly entity: EntityName;
  readonly key: string;
  /** An attribute that every record of its entity has. */
  readonly without: string;
}

type Row = Record<string, unknown>;
type Conditions = ReturnType<Filter<Row>['and']>;

/** That no record is there, by an attribute that every one of its entity has. */
export type IsNew = (without: string) => Conditions;

/** Runs a transaction that makes records of which none may be there yet, on the conditions it is given. */
export async function callOnNew(
  records: readonly NewRecord[],
  execute: (isNew: IsNew) => Promise<unknown>,
): Promise<'committed' | 'conflict'> {
  const first = await callConditionally(() =>
    execute((without) => condition().and(without, FilterConditions.notExists())),
  );
  if (first === 'committed' || records.length === 0 || (await holdsForNothing())) return first;
  await Promise.all(records.map(reserve));
  return callConditionally(() =>
    execute(() => condition().and('reserved', FilterConditions.equalTo(true))),
  );
}

const condition = () => new Filter<Row>();

/** One that is there, or is kept free already, stays as it is. */
function reserve({ entity, key }: NewRecord): Promise<'committed' | 'conflict'> {
  return callConditionally(() =>
    kvs.entity<AnyRow>(entity).set(key, RESERVED, { keyPolicy: 'FAIL_IF_EXISTS' }),
  );
}

/**
 * Undefined for a row that is only kept free: the record is not there yet. One that is null is there, and says nothing: it is
 * unreadable like all that makes no sense.
 */
export function unlessReserved<T>(row: T | undefined): T | undefined {
  if (row === null) return {} as T;
  return row instanceof Object && 'reserved' in row && row.reserved === true ? undefined : row;
}

/** One row, read strictly; undefined where there is no record. */
export async function getRow<T = AnyRow>(entity: EntityName, key: string): Promise<T | undefined> {
  return unlessReserved(await callStorage(() => kvs.entity<T>(entity).get(key)));
}

/** What was found out is good for a day. */
const KEPT = { ttl: { unit: 'DAYS', value: 1 } } as const;

async function holdsForNothing(): Promise<boolean> {
  const known = await callStorage(() => kvs.get<{ readonly holds: boolean }>(absenceKey()));
  if (known !== undefined) return known.holds;
  const holds = await tryAbsence();
  await callStorage(() => kvs.set(absenceKey(), { holds }, KEPT));
  return holds;
}

/** Whether `notExists` holds for a record that is not there, tried with one that never is. */
export async function tryAbsence(): Promise<boolean> {
  const key = lockKey('a record that is not there');
  const entityName = ENTITY.lock;
  const conditions = condition().and('heldUntil', FilterConditions.notExists());
  // Left there by a try that was cut short, it would answer for what is there.
  await callStorage(() => kvs.entity(entityName).delete(key));
  const row: Row = { heldUntil: 0 };
  const tried = await callConditionally(() =>
    kvs.transact().set(key, row, { entityName, conditions }).execute(),
  );
  if (tried === 'committed') await callStorage(() => kvs.entity(entityName).delete(key));
  return tried === 'committed';
}
