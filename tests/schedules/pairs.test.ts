import { describe, expect, test } from 'vitest';
import { killPairs, PATHS } from './kill-pairs';
import { LONG, runAll } from './run-all';
import { runSchedule } from './run-schedule';

/** One in so many pairs (every one by command), and from which on; or a single one, as `name/place`. */
const { SCHEDULES_PAIRS, SCHEDULES_PAIRS_FROM, SCHEDULES_PAIR } = process.env;
const EVERY = Number(SCHEDULES_PAIRS ?? 801);
const FROM = Number(SCHEDULES_PAIRS_FROM ?? 0);

const isPlayed = (name: string, place: number) =>
  SCHEDULES_PAIR === undefined ? place % EVERY === FROM : SCHEDULES_PAIR === `${name}/${place}`;

describe.each(PATHS)('$name', (path) => {
  test('every call is one at which workers are killed', { timeout: LONG }, async () => {
    const { calls } = await runSchedule(path.schedule, `--pair ${path.name}`);
    expect(calls).toBeGreaterThan(path.calls - 40);
    expect(calls).toBeLessThanOrEqual(path.calls);
  });

  test('a worker killed at one call, and the one that takes over at another', {
    timeout: LONG,
  }, async () => {
    const callsAfter = await runAll(
      killPairs(path).filter((_, place) => isPlayed(path.name, place)),
      ({ schedule, calls }) => calls - (schedule.kills[1]?.at ?? 0),
    );
    if (SCHEDULES_PAIR !== undefined) return expect(callsAfter).toHaveLength(1);
    expect(Math.max(...callsAfter)).toBeGreaterThan(0);
    expect(Math.max(...callsAfter)).toBeLessThanOrEqual(path.callsAfter);
  });
});
