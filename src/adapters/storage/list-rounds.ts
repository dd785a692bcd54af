import { kvs } from '@forge/kvs';
import { z } from 'zod';
import type { ListRound } from '#domain/projection/list-round';
import type { ListRounds } from '#ports/list-rounds';
import { callStorage } from './call-storage';
import { projectionRoundKey } from './keys';
import { exactly } from './schemas/exactly';

const roundSchema = z
  .object({
    beganAt: z.int(),
    endedAt: z.int().exactOptional(),
    isAsked: z.literal(true).exactOptional(),
    kind: z.enum(['request', 'projected']),
    cursor: z.string().exactOptional(),
    looked: z.int(),
    mended: z.int(),
    failed: z.int(),
  })
  .readonly();
exactly<ListRound>()(roundSchema);

export const listRounds: ListRounds = {
  async current() {
    const stored = await callStorage(() => kvs.get<unknown>(projectionRoundKey()));
    // What can't be read is forgotten: a round begins anew.
    const round = roundSchema.safeParse(stored);
    return round.success ? round.data : undefined;
  },
  keep: (round) => callStorage(() => kvs.set(projectionRoundKey(), round)),
};
