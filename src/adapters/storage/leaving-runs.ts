import { kvs } from '@forge/kvs';
import { z } from 'zod';
import { LEAVING_PARTS, type LeavingRun } from '#domain/leaving/leaving-run';
import type { LeavingRuns } from '#ports/leaving-runs';
import { callStorage } from './call-storage';
import { leavingKey } from './keys';
import { exactly } from './schemas/exactly';

const runSchema = z
  .object({
    beganAt: z.int(),
    by: z.object({ accountId: z.string(), displayName: z.string() }).exactOptional(),
    connectionId: z.string(),
    // Of an earlier version's run these are not known: no more is closed by it, and it goes through all once more.
    closesRequests: z.boolean().default(false),
    at: z
      .object({
        turn: z.int().default(1),
        isQuiet: z.boolean().default(false),
        part: z.enum(LEAVING_PARTS),
        cursor: z.string().exactOptional(),
      })
      .exactOptional(),
    ended: z.int(),
    closed: z.int(),
    failed: z.int(),
    // An earlier version counted it among what failed.
    unreadable: z.int().default(0),
    endedAt: z.int().exactOptional(),
  })
  .readonly();
exactly<LeavingRun>()(runSchema);

/** It names whoever has begun it, and ends by itself: nobody has to be erased from it. */
const KEPT = { ttl: { unit: 'DAYS', value: 7 } } as const;

export const leavingRuns: LeavingRuns = {
  async current() {
    const stored = await callStorage(() => kvs.get<unknown>(leavingKey()));
    // What can't be read is forgotten: an admin begins again, and what has ended stays so.
    const run = runSchema.safeParse(stored);
    return run.success ? run.data : undefined;
  },
  keep: (run) => callStorage(() => kvs.set(leavingKey(), run, KEPT)),
};
