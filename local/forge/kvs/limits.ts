import { KvsError } from './kvs-error';

/** doc: Forge KVS and Custom Entity Store limits. */
const KEY_MAX = 500;
const VALUE_BYTES_MAX = 240 * 1024;
const DEPTH_MAX = 31;
const PAGE_DEFAULT = 10;
const PAGE_MAX = 100;
export const TRANSACTION_OPERATIONS_MAX = 25;
export const BATCH_MAX = 25;
/** Of a transaction, and of a batch. */
export const PAYLOAD_BYTES_MAX = 4 * 1024 * 1024;
export const CONDITIONS_MAX = 100;
export const ENTITIES_MAX = 20;
export const INDEXES_MAX = 7;
export const ATTRIBUTES_MAX = 50;

const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

/** The two stores call an empty key differently (doc: error handling for each). */
export function checkKey(key: unknown, entityName?: string): asserts key is string {
  if (key === undefined || key === null || key === '') {
    const code = entityName === undefined ? 'KEY_TOO_SHORT' : 'EMPTY_KEY';
    throw new KvsError(code, 'Key cannot be empty.');
  }
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new KvsError('INVALID_KEY', `Key must match ${KEY.source}.`);
  }
  if (key.length > KEY_MAX) {
    throw new KvsError('KEY_TOO_LONG', `Key must be at most ${KEY_MAX} characters long.`);
  }
}

/** Answers the value as it is stored. */
export function checkValue(value: unknown): string {
  if (value === undefined || value === null) {
    throw new KvsError('BAD_REQUEST', 'A value must not be null or undefined.');
  }
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > VALUE_BYTES_MAX) {
    throw new KvsError('MAX_SIZE', `Value must be at most ${VALUE_BYTES_MAX} bytes.`);
  }
  if (depthOf(value) > DEPTH_MAX) {
    throw new KvsError('MAX_DEPTH', `Value must be at most ${DEPTH_MAX} levels deep.`);
  }
  return text;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const one of Object.values(value)) deepest = Math.max(deepest, depthOf(one));
  return deepest + 1;
}

/** `code` is the store's own for a page of a size that there is not. */
export function checkPageSize(limit: unknown, code: string): number {
  if (limit === undefined) return PAGE_DEFAULT;
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= PAGE_MAX) {
    return limit;
  }
  throw new KvsError(code, `The page limit must be between 1 and ${PAGE_MAX}.`);
}
