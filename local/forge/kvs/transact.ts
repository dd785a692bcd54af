import { z } from 'zod';
import { inTransaction } from '../../machine/database';
import type { ForgeFaults } from '../forge';
import { meets, readConditions } from './conditions';
import { checkAttributes, type Entity } from './entities';
import { badRequest, KvsError } from './kvs-error';
import { type KvsTable, PLAIN } from './kvs-table';
import { checkKey, checkValue, PAYLOAD_BYTES_MAX, TRANSACTION_OPERATIONS_MAX } from './limits';
import { expireTimeOf, ttlOptions } from './set-options';

const operation = z.object({
  key: z.unknown().optional(),
  entityName: z.string().optional(),
  conditions: z.unknown().optional(),
});
const transactionSchema = z.object({
  set: z
    .array(operation.extend({ value: z.unknown().optional(), options: ttlOptions.optional() }))
    .optional(),
  delete: z.array(operation).optional(),
  check: z
    .array(operation.extend({ entityName: z.string(), conditions: z.looseObject({}) }))
    .optional(),
});

/** All of it or nothing. Answers the bytes written. */
export function transact(
  table: KvsTable,
  entityNamed: (name: string) => Entity,
  now: number,
  body: unknown,
  { absenceMeetsNothing }: Pick<ForgeFaults, 'absenceMeetsNothing'>,
): number {
  const parsed = transactionSchema.safeParse(body);
  if (!parsed.success) throw badRequest(parsed.error.message);
  const { set = [], delete: deletes = [], check = [] } = parsed.data;
  const operations = [...set, ...deletes, ...check];
  checkShape(operations);
  const holds = operations.map(({ key, entityName, conditions }) => {
    checkKey(key, entityName);
    if (conditions === undefined) return true;
    if (entityName === undefined) throw badRequest('conditions need an entity');
    const entity = entityNamed(entityName);
    const record = table.get(entity.name, key);
    const asked = readConditions(entity, conditions);
    return (record !== undefined || !absenceMeetsNothing) && meets(record?.value, asked);
  });
  let bytes = 0;
  const writes = set.map(({ key, value, entityName, options }) => {
    const space = spaceOf(entityNamed, entityName, value);
    const text = checkValue(value);
    bytes += Buffer.byteLength(text);
    return { space, key: String(key), text, expireTime: expireTimeOf(options, now) };
  });
  const removals = deletes.map(({ key, entityName }) => ({
    space: entityName === undefined ? PLAIN : entityNamed(entityName).name,
    key: String(key),
  }));
  if (bytes > PAYLOAD_BYTES_MAX) {
    throw new KvsError('MAX_SIZE', `A transaction writes at most ${PAYLOAD_BYTES_MAX} bytes.`);
  }
  if (holds.includes(false)) throw conditionFailed();
  inTransaction(table.database, () => {
    for (const { space, key, text, expireTime } of writes) table.set(space, key, text, expireTime);
    for (const { space, key } of removals) table.delete(space, key);
  });
  return bytes;
}

function spaceOf(
  entityNamed: (name: string) => Entity,
  entityName: string | undefined,
  value: unknown,
): string {
  if (entityName === undefined) return PLAIN;
  const entity = entityNamed(entityName);
  checkAttributes(entity, value);
  return entity.name;
}

function checkShape(
  operations: readonly { key?: unknown; entityName?: string | undefined }[],
): void {
  if (operations.length === 0) {
    throw new KvsError(
      'INVALID_TRANSACTION_REQUEST',
      'Transaction request must include one of set, check or delete.',
    );
  }
  if (operations.length > TRANSACTION_OPERATIONS_MAX) {
    const message = 'Request cannot be processed due to one or more semantic errors';
    throw new KvsError('UNPROCESSABLE_ENTITY', message, 422);
  }
  checkUnique(operations);
}

/** doc: transactions and batches: a key, of one entity, only once. */
export function checkUnique(
  items: readonly { key?: unknown; entityName?: string | undefined }[],
): void {
  const names = items.map(({ key, entityName }) => `${entityName ?? ''} ${String(key)}`);
  if (new Set(names).size < names.length) {
    throw new KvsError('KEY_DUPLICATION_ERROR', 'Duplicate key found in request');
  }
}

function conditionFailed(): KvsError {
  return new KvsError(
    'CONDITIONAL_CHECK_FAILED',
    'Request failed due to conditional check specified or optimistic locking',
  );
}
