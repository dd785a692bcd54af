import { kvs } from '@forge/kvs';
import { z } from 'zod';
import { AWAY_AT_MOST_DAYS, inForce, notOver, type StandIn } from '#domain/approval/stand-in';
import type { Clock } from '#ports/clock';
import type { StandIns } from '#ports/stand-ins';
import { callStorage } from './call-storage';
import { standInsKey } from './keys';
import { exactly } from './schemas/exactly';
import { personSchema } from './schemas/person';
import { record } from './schemas/record';

const standInSchema = record<StandIn>()({
  person: personSchema,
  deputy: personSchema,
  from: z.int(),
  until: z.int(),
});
exactly<StandIn>()(standInSchema);
const recordSchema = z.object({ all: z.array(z.unknown()) });

/** The longest of them begins that long after it was written, and is over as long after that. */
const KEPT = { ttl: { unit: 'DAYS', value: 2 * AWAY_AT_MOST_DAYS + 1 } } as const;

/** One that can't be read, each by itself, says that nobody is away: those who are asked themselves go on being asked. */
export function standIns(clock: Clock): StandIns {
  async function read(): Promise<readonly StandIn[]> {
    const stored = await callStorage(() => kvs.get<unknown>(standInsKey()));
    const found = recordSchema.safeParse(stored);
    if (!found.success) return [];
    return found.data.all.flatMap((one) => {
      const standIn = standInSchema.safeParse(one);
      return standIn.success ? [standIn.data] : [];
    });
  }
  return {
    inForce: async () => inForce(await read(), clock.now()),
    all: async () => notOver(await read(), clock.now()),
    async write(all) {
      await callStorage(() => kvs.set(standInsKey(), { all: notOver(all, clock.now()) }, KEPT));
    },
  };
}
