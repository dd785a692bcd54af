import { kvs } from '@forge/kvs';
import type { EntityName } from './keys';
import { getRow, unlessReserved } from './new-records';
import { readStored } from './read-stored';
import { refile } from './refile';
import { setAside } from './set-aside';
import type { RecordFormat } from './stored-body';
import type { AnyRow } from './unchanged-since-read';

/** doc: Forge KVS, executing batch operations: keys of one batch. */
const BATCH = 25;
const BATCHES_AT_ONCE = 8;

export interface RowsRead<T> {
  readonly found: ReadonlyMap<string, T>;
  /** Keys of those that are there and can't be read: they have been set aside. */
  readonly unreadable: ReadonlySet<string>;
}

/**
 * Reads many records by their keys, each alone: one that can't be read keeps none of the others. A batch is so many gets of their own (doc: executing batch
 * operations), metered together. What a batch does not answer is asked for by itself.
 */
export async function readRows<T>(
  entityName: EntityName,
  keys: readonly string[],
  form: RecordFormat<T>,
): Promise<RowsRead<T>> {
  const found = new Map<string, T>();
  const unreadable = new Set<string>();
  const batches: (readonly string[])[] = [];
  for (let from = 0; from < keys.length; from += BATCH)
    batches.push(keys.slice(from, from + BATCH));
  for (let from = 0; from < batches.length; from += BATCHES_AT_ONCE) {
    const together = batches.slice(from, from + BATCHES_AT_ONCE);
    for (const rows of await Promise.all(together.map((batch) => readBatch(entityName, batch)))) {
      for (const [key, row] of rows) {
        const read = readStored(form, key, row);
        if (read.stored === 'found') {
          found.set(key, read.value);
          await refile(entityName, key, row);
        } else {
          unreadable.add(key);
          await setAside(entityName, key, row, read.why);
        }
      }
    }
  }
  return { found, unreadable };
}

async function readBatch(
  entityName: EntityName,
  keys: readonly string[],
): Promise<readonly (readonly [string, AnyRow])[]> {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return readOne(entityName, only);
  const { successfulKeys, failedKeys } = await askForBatch(entityName, keys);
  const failed = failedKeys.filter(({ error }) => error.code !== 'KEY_NOT_FOUND');
  const again = await Promise.all(failed.map(({ key }) => readOne(entityName, key)));
  const told = successfulKeys.flatMap(({ key, value }) => {
    const row = unlessReserved(value);
    return row === undefined ? [] : [[key, row] as const];
  });
  return [...told, ...again.flat()];
}

async function askForBatch(entityName: EntityName, keys: readonly string[]) {
  try {
    return await kvs.batchGet<AnyRow>(keys.map((key) => ({ key, entityName })));
  } catch {
    // Batches have a limit of their own: one by one, each says itself what is wrong.
    return {
      successfulKeys: [],
      failedKeys: keys.map((key) => ({ key, error: { code: 'BATCH_FAILED' } })),
    };
  }
}

async function readOne(
  entityName: EntityName,
  key: string,
): Promise<readonly (readonly [string, AnyRow])[]> {
  const row = await getRow(entityName, key);
  return row === undefined ? [] : [[key, row]];
}
