import { expect, test } from 'vitest';
import { LONG, runAll } from './run-all';
import { makeSchedule, SAME_ASKS } from './schedule';
import { PLAYED, type TroubleName } from './troubles';

/** `npm run schedules` says which; otherwise the same ones each time. */
const { SCHEDULES_SEED, SCHEDULES_COUNT, SCHEDULES_TROUBLE } = process.env;
const SEEDS =
  SCHEDULES_SEED === undefined
    ? // A few of each set, so that every trouble is among them.
      Array.from({ length: 120 }, (_, place) => SAME_ASKS * Math.floor(place / 3) + (place % 3))
    : Array.from(
        { length: Number(SCHEDULES_COUNT ?? 1) },
        (_, place) => Number(SCHEDULES_SEED) + place,
      );

test('whatever goes wrong, the invariants hold', { timeout: LONG }, async () => {
  const played = await runAll(
    SEEDS.map((seed) => [
      makeSchedule(seed, SCHEDULES_TROUBLE as TroubleName | undefined),
      `--seed ${seed}${SCHEDULES_TROUBLE === undefined ? '' : ` --trouble ${SCHEDULES_TROUBLE}`}`,
    ]),
    ({ schedule }) => schedule,
  );
  expect(played.map(({ seed }) => seed)).toEqual(SEEDS);
  expect(played.length).toBeGreaterThan(0);
  if (SCHEDULES_SEED !== undefined) return;
  const troubles = new Set(played.map(({ trouble }) => trouble?.name));
  expect(PLAYED.filter((name) => !troubles.has(name))).toEqual([]);
});
