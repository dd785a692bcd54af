import { z } from 'zod';
import { conditionsSchema, meets } from './conditions';
import { checkAttributes, type Entity } from './entities';
import { KvsError } from './kvs-error';
import type { KvsTable } from './kvs-table';
import { checkKey, checkValue, TRANSACTION_BYTES_MAX, TRANSACTION_OPERATIONS_MAX } from './limits';
import { expireTimeOf, setOptions } from './set-options';

const operation = z.object({
  key: z.unknown(),
  entityName: z.string().optional(),
  conditions: conditionsSchema.optional(),
});
const transactionSchema = z.object({
  set: z.array(operation.extend({ value: z.unknown(), options: setOptions.optional() })).optional(),
  delete: z.array(operation).optional(),
  check: z.array(operation).optional(),
});

/** All of it or nothing. Answers the bytes written. */
export function transact(
  table: KvsTable,
  entityNamed: (name: unknown) => Entity,
  now: number,
  body: unknown,
): number {
  const parsed = transactionSchema.safeParse(body);
  if (!parsed.success) throw new KvsError('INVALID_TRANSACTION', parsed.error.message);
  const { set = [], delete: deletes = [], check = [] } = parsed.data;
  const operations = [...set, ...deletes, ...check];
  checkShape(operations);
  for (const { key, entityName, conditions } of operations) {
    checkKey(key);
    if (conditions === undefined) continue;
    if (entityName === undefined) {
      throw new KvsError('INVALID_TRANSACTION', 'Conditions need an entity.');
    }
    const record = table.get(entityNamed(entityName).name, key)?.value;
    if (!meets(record as Record<string, unknown> | undefined, conditions)) throw conditionFailed();
  }
  let bytes = 0;
  const writes = set.map(({ key, value, entityName, options }) => {
    checkKey(key);
    const entity = entityName === undefined ? undefined : entityNamed(entityName);
    if (entity !== undefined) checkAttributes(entity, value);
    const text = checkValue(value);
    bytes += Buffer.byteLength(text);
    return () => table.set(entity?.name ?? '', key, text, expireTimeOf(options, now), entity);
  });
  if (bytes > TRANSACTION_BYTES_MAX) {
    throw new KvsError('MAX_SIZE', `A transaction writes at most ${TRANSACTION_BYTES_MAX} bytes.`);
  }
  for (const write of writes) write();
  for (const { key, entityName } of deletes) {
    checkKey(key);
    const entity = entityName === undefined ? undefined : entityNamed(entityName);
    table.delete(entity?.name ?? '', key, entity);
  }
  return bytes;
}

function checkShape(
  operations: readonly { key: unknown; entityName?: string | undefined }[],
): void {
  if (operations.length === 0)
    throw new KvsError('INVALID_TRANSACTION', 'A transaction must do something.');
  if (operations.length > TRANSACTION_OPERATIONS_MAX) {
    throw new KvsError('INVALID_TRANSACTION', `At most ${TRANSACTION_OPERATIONS_MAX} operations.`);
  }
  const keys = new Set(
    operations.map(({ key, entityName }) => `${entityName ?? ''} ${String(key)}`),
  );
  if (keys.size < operations.length) {
    throw new KvsError('INVALID_TRANSACTION', 'A key can be in a transaction only once.');
  }
}

/** Words of the platform, as its packages' tests show them. */
function conditionFailed(): KvsError {
  return new KvsError(
    'CONDITIONAL_CHECK_FAILED',
    'Request failed due to conditional check specified or optimistic locking.',
  );
}
