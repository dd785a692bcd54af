import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { PaceRecord, PaceStore } from '#ports/pace-store';
import { callStorage } from './call-storage';
import { paceKey } from './keys';
import { exactly } from './schemas/exactly';

const recordSchema = z.object({
  at: z.number(),
  pausedUntil: z.number(),
  lanes: z.record(z.string(), z.object({ ceiling: z.number(), pausedUntil: z.number() })),
});
exactly<PaceRecord>()(recordSchema);

/** Two runs that write at once: either has seen the site, and the later word is as good as any. */
export const paceStore: PaceStore = {
  async read(host) {
    const found = recordSchema.safeParse(await callStorage(() => kvs.get(paceKey(host))));
    // An unreadable one is nothing to stop for: the site is learned anew.
    return found.success ? found.data : undefined;
  },
  write: (host, record) => callStorage(() => kvs.set(paceKey(host), record)),
};
