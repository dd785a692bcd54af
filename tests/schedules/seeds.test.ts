import { expect, test } from 'vitest';
import { LONG, runAll } from './run-all';
import { makeSchedule } from './schedule';
import { PLAYED, type TroubleName } from './troubles';

/** `npm run schedules` says which; otherwise the same ones each time. */
const { SCHEDULES_SEED, SCHEDULES_COUNT, SCHEDULES_TROUBLE } = process.env;
const FIRST = Number(SCHEDULES_SEED ?? 1);
const COUNT = Number(SCHEDULES_COUNT ?? (SCHEDULES_SEED === undefined ? 120 : 1));

test('whatever goes wrong, the invariants hold', { timeout: LONG }, async () => {
  const seeds = Array.from({ length: COUNT }, (_, place) => FIRST + place);
  const played = await runAll(
    seeds.map((seed) => [
      makeSchedule(seed, SCHEDULES_TROUBLE as TroubleName | undefined),
      `--seed ${seed}${SCHEDULES_TROUBLE === undefined ? '' : ` --trouble ${SCHEDULES_TROUBLE}`}`,
    ]),
    ({ schedule }) => schedule,
  );
  expect(played.map(({ seed }) => seed)).toEqual(seeds);
  expect(played.length).toBeGreaterThan(0);
  if (SCHEDULES_SEED !== undefined) return;
  const troubles = new Set(played.map(({ trouble }) => trouble?.name));
  expect(PLAYED.filter((name) => !troubles.has(name))).toEqual([]);
});
