import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { GoneSearch } from '#ports/gone-search';
import { callStorage } from './call-storage';
import { roundKey } from './keys';

const roundSchema = z.object({
  beganAt: z.int(),
  isOver: z.boolean(),
  cursor: z.string().exactOptional(),
});

export const goneSearch: GoneSearch = {
  async current() {
    const stored = await callStorage(() => kvs.get<unknown>(roundKey()));
    // What can't be read is forgotten: a round begins anew.
    const round = roundSchema.safeParse(stored);
    return round.success ? round.data : undefined;
  },
  keep: (round) => callStorage(() => kvs.set(roundKey(), round)),
};
