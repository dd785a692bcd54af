import { z } from 'zod';
import type { Stored } from './kvs-table';

export const metadataOptions = z.object({ metadataFields: z.array(z.string()).optional() });

/** A record as an answer shows it: what else than key and value only when asked for. */
export function publicRecord(
  { key, value, createdAt, updatedAt, expireTime }: Stored,
  fields: readonly string[] = [],
) {
  return {
    key,
    value,
    ...(fields.includes('CREATED_AT') ? { createdAt } : {}),
    ...(fields.includes('UPDATED_AT') ? { updatedAt } : {}),
    ...(fields.includes('EXPIRE_TIME') && expireTime !== undefined
      ? { expireTime: new Date(expireTime).toISOString() }
      : {}),
  };
}
