import { z } from 'zod';
import { KvsError } from './kvs-error';

const MINUTE = 60_000;
const UNITS = { SECONDS: 1_000, MINUTES: MINUTE, HOURS: 60 * MINUTE, DAYS: 24 * 60 * MINUTE };
/** doc: Forge KVS TTL: at most one year. */
const TTL_MAX = 366 * UNITS.DAYS;

const ttl = z.object({
  value: z.unknown().optional(),
  unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']),
});

/** doc: a transaction and a batch take nothing but a time to live. */
export const ttlOptions = z.object({ ttl: ttl.optional() });
export type TtlOptions = z.infer<typeof ttlOptions>;

export const setOptions = ttlOptions.extend({
  keyPolicy: z.enum(['FAIL_IF_EXISTS', 'OVERRIDE']).optional(),
  returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
  returnMetadataFields: z.array(z.string()).optional(),
});

export function expireTimeOf(options: TtlOptions | undefined, now: number): number | undefined {
  if (options?.ttl === undefined) return undefined;
  const { value, unit } = options.ttl;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new KvsError(
      'INVALID_TTL',
      `TTL value must be a positive integer, received: ${String(value)}`,
    );
  }
  if (value * UNITS[unit] > TTL_MAX) {
    throw new KvsError('INVALID_TTL', 'TTL must be at most one year.');
  }
  return now + value * UNITS[unit];
}
