import { z } from 'zod';

export const setOptions = z.object({
  ttl: z
    .object({ value: z.number().positive(), unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']) })
    .optional(),
  keyPolicy: z.enum(['FAIL_IF_EXISTS', 'OVERRIDE']).optional(),
  returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
  returnMetadataFields: z.array(z.string()).optional(),
});
export type SetOptions = z.infer<typeof setOptions>;

const SECONDS_OF = { SECONDS: 1, MINUTES: 60, HOURS: 3_600, DAYS: 86_400 };

export function expireTimeOf(options: SetOptions | undefined, now: number): number | undefined {
  const ttl = options?.ttl;
  return ttl === undefined ? undefined : now + ttl.value * SECONDS_OF[ttl.unit] * 1_000;
}
