import { UnreadableRecord } from '#ports/unreadable-record';
import type { EntityName } from './keys';
import { getRow } from './new-records';
import { readStored } from './read-stored';
import { refile } from './refile';
import { setAside } from './set-aside';
import type { RecordFormat } from './stored-body';
import type { AnyRow } from './unchanged-since-read';

/**
 * Reads one record by its key, strictly: undefined where there is none. One that is there and makes no
 * sense is set aside, and UnreadableRecord is thrown.
 */
export async function readRow<T>(
  entity: EntityName,
  key: string,
  form: RecordFormat<T>,
): Promise<T | undefined> {
  const row = await getRow(entity, key);
  return row === undefined ? undefined : readWhole(entity, key, form, row);
}

/** The same for a row that was read already. */
async function readWhole<T>(
  entity: EntityName,
  key: string,
  form: RecordFormat<T>,
  row: AnyRow,
): Promise<T> {
  const read = readStored(form, key, row);
  if (read.stored === 'found') {
    await refile(entity, key, row);
    return read.value;
  }
  await setAside(entity, key, row, read.why);
  throw new UnreadableRecord(entity, key, read.why);
}
