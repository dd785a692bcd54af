import { kvs } from '@forge/kvs';
import { callStorage } from './call-storage';
import type { EntityName } from './keys';
import type { Row } from './rows';
import { readBody, type StoredForm } from './stored-body';

/** Reads one record by its key, strictly. */
export async function readRow<T>(
  entity: EntityName,
  key: string,
  form: StoredForm<T>,
): Promise<T | undefined> {
  const row = await callStorage(() => kvs.entity<Row>(entity).get(key));
  return row === undefined ? undefined : readBody(form, row.body);
}
