import { describe, expect, test } from 'vitest';
import { killPairs, PATHS } from './kill-pairs';
import { LONG, runAll } from './run-all';
import { runSchedule } from './run-schedule';

/** One in so many pairs (every one by command), and from which on. */
const EVERY = Number(process.env.SCHEDULES_PAIRS ?? 601);
const FROM = Number(process.env.SCHEDULES_PAIRS_FROM ?? 0);

describe.each(PATHS)('$name', (path) => {
  test('every call is one at which workers are killed', { timeout: LONG }, async () => {
    const { calls } = await runSchedule(path.schedule, '--pairs 1');
    expect(calls).toBeGreaterThan(path.calls - 20);
    expect(calls).toBeLessThanOrEqual(path.calls);
  });

  test('a worker killed at one call, and the one that takes over at another', {
    timeout: LONG,
  }, async () => {
    const callsAfter = await runAll(
      killPairs(path).filter((_, place) => place % EVERY === FROM),
      ({ schedule, calls }) => calls - (schedule.kills[1]?.at ?? 0),
    );
    expect(Math.max(...callsAfter)).toBeGreaterThan(0);
    expect(Math.max(...callsAfter)).toBeLessThanOrEqual(path.callsAfter);
  });
});
