import { kvs } from '@forge/kvs';
import { PlatformFailure } from '#ports/platform-failure';
import { callConditionally } from './call-storage';
import { ENTITY, type EntityName } from './keys';
import { readRecord } from './read-record';
import { ASIDE } from './set-aside';
import { type AnyRow, unchangedSinceRead } from './unchanged-since-read';

/** What is found by its attributes alone: where they are not those of the body, nobody ever comes to it. */
const REFILED = [ENTITY.holding, ENTITY.outbox] as const;
/** An earlier version has not written all of them. */
const FOUND_BY = [
  'status',
  'dueAt',
  'revision',
  'claimedUntil',
  'holder',
  'standing',
  'lastEnd',
  'tellAt',
] as const;

/**
 * Writes a row anew whose attributes are not those that follow from its body: it would not be found when it is due, nor be
 * written on what was read. Best effort: what can't be written now is by whoever reads it next.
 */
export async function refile(entity: EntityName, key: string, row: AnyRow): Promise<void> {
  const kind = REFILED.find((one) => one === entity);
  if (kind === undefined || row.status === ASIDE) return;
  const read = readRecord(kind, key, row);
  if (read.stored === 'unreadable' || read.value.attributes === undefined) return;
  const { attributes } = read.value;
  if (FOUND_BY.every((one) => row[one] === attributes[one])) return;
  try {
    const options = { entityName: kind, ...unchangedSinceRead(row) };
    await callConditionally(() =>
      kvs
        .transact()
        .set(key, { ...row, ...attributes }, options)
        .execute(),
    );
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
  }
}
