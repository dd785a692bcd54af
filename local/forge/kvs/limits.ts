import { z } from 'zod';
import { KvsError } from './kvs-error';

/** doc: Forge KVS limits. */
export const KEY_MAX = 500;
export const VALUE_MAX = 240 * 1024;
export const DEPTH_MAX = 31;
export const QUERY_DEFAULT = 10;
export const QUERY_MAX = 100;
export const TRANSACTION_OPERATIONS_MAX = 25;
export const TRANSACTION_BYTES_MAX = 4 * 1024 * 1024;
export const BATCH_MAX = 25;
export const CONDITIONS_MAX = 100;
/** Size by which reads and writes are metered, and how many writes a minute an installation has. */
export const UNIT = 10 * 1024;
export const WRITE_UNITS_PER_MINUTE = 4_000;

const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

export function checkKey(key: unknown): asserts key is string {
  if (typeof key !== 'string' || key.length === 0) {
    throw new KvsError('KEY_TOO_SHORT', 'Key must be at least 1 character long.');
  }
  if (key.length > KEY_MAX) {
    throw new KvsError('KEY_TOO_LONG', `Key must be at most ${KEY_MAX} characters long.`);
  }
  if (!KEY.test(key)) {
    throw new KvsError('INVALID_KEY', `Key must match ${KEY.source}.`);
  }
}

/** Answers the value as it is stored. */
export function checkValue(value: unknown): string {
  if (value === undefined || value === null) {
    throw new KvsError('INVALID_VALUE', 'Value must not be null or undefined.');
  }
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > VALUE_MAX) {
    throw new KvsError('MAX_SIZE', `Value must be at most ${VALUE_MAX} bytes.`);
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

export function checkLimit(limit: unknown): number {
  if (limit === undefined) return QUERY_DEFAULT;
  const parsed = z.int().min(1).max(QUERY_MAX).safeParse(limit);
  if (!parsed.success) {
    throw new KvsError('LIST_QUERY_LIMIT_EXCEEDED', `Limit must be between 1 and ${QUERY_MAX}.`);
  }
  return parsed.data;
}
