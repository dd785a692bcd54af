import { kvs } from '@forge/kvs';
import { AWAY_AT_MOST_DAYS, inForce, notOver, type StandIn } from '#domain/approval/stand-in';
import type { Clock } from '#ports/clock';
import type { StandIns } from '#ports/stand-ins';
import { callStorage } from './call-storage';
import { AWAY_FORMAT } from './formats';
import { awayKey, ENTITY } from './keys';
import { readRow } from './read-row';
import { writeBody } from './stored-body';

/** The longest of them begins that long after it was written, and is over as long after that. */
const KEPT = { ttl: { unit: 'DAYS', value: 2 * AWAY_AT_MOST_DAYS + 1 } } as const;

export function standIns(clock: Clock): StandIns {
  async function read(): Promise<readonly StandIn[]> {
    return (await readRow(ENTITY.away, awayKey(), AWAY_FORMAT)) ?? [];
  }
  return {
    inForce: async () => inForce(await read(), clock.now()),
    all: async () => notOver(await read(), clock.now()),
    async write(all) {
      const row = { body: writeBody(AWAY_FORMAT, notOver(all, clock.now())) };
      await callStorage(() => kvs.entity<typeof row>(ENTITY.away).set(awayKey(), row, KEPT));
    },
  };
}
