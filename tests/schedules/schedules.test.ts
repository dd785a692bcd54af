import { expect, test } from 'vitest';
import { killPairs } from './kill-pairs';
import { runSchedule } from './run-schedule';
import { makeSchedule } from './schedule';

/** `npm run schedules` says which; otherwise the same ones each time. */
const { SCHEDULES_SEED, SCHEDULES_COUNT, SCHEDULES_PAIRS } = process.env;
const FIRST = Number(SCHEDULES_SEED ?? 1);
const COUNT = Number(SCHEDULES_COUNT ?? (SCHEDULES_SEED === undefined ? 120 : 1));
/** One in so many pairs; every one by command. */
const EVERY = Number(SCHEDULES_PAIRS ?? 61);
const LONG = 86_400_000;

test('whatever goes wrong, the invariants hold', { timeout: LONG }, async () => {
  const seeds = Array.from({ length: COUNT }, (_, place) => FIRST + place);
  await runAll(seeds.map((seed) => [makeSchedule(seed), `--seed ${seed}`]));
});

test('a worker killed at one call, and the one that takes over at another', {
  timeout: LONG,
}, async () => {
  if (SCHEDULES_SEED !== undefined) return;
  await runAll(killPairs().filter((_, place) => place % EVERY === 0));
});

async function runAll(schedules: readonly (readonly [ReturnType<typeof makeSchedule>, string])[]) {
  const begun = performance.now();
  const failed: unknown[] = [];
  for (const [schedule, replay] of schedules) {
    try {
      await runSchedule(schedule, replay);
    } catch (problem) {
      failed.push(problem);
      console.log(problem instanceof Error ? problem.message.split('\n')[0] : problem);
    }
  }
  const seconds = (performance.now() - begun) / 1_000;
  console.log(`${schedules.length} schedules, ${(schedules.length / seconds).toFixed(1)} a second`);
  if (failed.length > 0) throw failed[0];
  expect(schedules.length).toBeGreaterThan(0);
}
