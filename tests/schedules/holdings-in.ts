import { HOLDING_FORMAT } from '../../src/adapters/storage/formats';
import { ENTITY } from '../../src/adapters/storage/keys';
import { readBody } from '../../src/adapters/storage/stored-body';
import { type Holding, latestEnd } from '../../src/domain/holding/holding';
import type { World } from '../support/open-world';

/** Every one that is stored, by its key; undefined: it can't be read. */
export function holdingsIn({ platform }: World): ReadonlyMap<string, Holding | undefined> {
  const rows = platform.forge.kvs.entries().filter(({ entity }) => entity === ENTITY.holding);
  return new Map(rows.map(({ key, value }) => [key, read((value as { body?: unknown }).body)]));
}

/** Ends that are still to come, the next one first. */
export function endsIn(world: World): readonly number[] {
  const now = world.platform.clock.now();
  const ends = [...holdingsIn(world).values()].flatMap((one) =>
    one === undefined ? [] : (latestEnd(one) ?? []),
  );
  return [...new Set(ends)].filter((end) => end > now).sort((one, other) => one - other);
}

/** Whether something should be over by now, and is not. */
export function isAnyDue(world: World): boolean {
  const now = world.platform.clock.now();
  return [...holdingsIn(world).values()].some((one) => {
    const end = one === undefined ? undefined : latestEnd(one);
    return one?.work.state === 'settling' || (end !== undefined && end <= now);
  });
}

function read(body: unknown): Holding | undefined {
  try {
    return readBody(HOLDING_FORMAT, body);
  } catch {
    return undefined;
  }
}
