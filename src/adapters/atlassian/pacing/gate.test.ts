import { beforeEach, expect, it } from 'vitest';
import { Gate } from './gate';
import { Pace } from './pace';

/** Where calls wait: a clock by which waiting takes no time. */
let now: number;
let waits: number[];
let pace: Pace;
let gate: Gate;
beforeEach(() => {
  now = 1_000_000;
  waits = [];
  pace = new Pace(() => 0);
  gate = new Gate(pace, {
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  });
});
const ADD = 'POST /group/user';
const READ = 'GET /group/member';
const FOR_EVER = Number.POSITIVE_INFINITY;
const paused = (retryAfterMs: number, scope: 'site' | 'endpoint' = 'endpoint') =>
  pace.limited(ADD, { retryAfterMs, scope }, now, now);

it('lets a call start at once where nothing is in its way, and counts it', async () => {
  const before = pace.waitFor(ADD, now + 50);
  expect(await gate.enter(ADD, 0, now)).toBe(now);
  expect([before, waits]).toEqual([0, []]);
  for (let call = 0; call < 30; call += 1) await gate.enter(ADD, FOR_EVER, FOR_EVER);
  expect(waits.length).toBeGreaterThan(0);
  expect(await gate.enter(READ, FOR_EVER, FOR_EVER)).toBe(now);
});

it('waits for a pause as long as the caller would, and tells of a longer one', async () => {
  paused(3_000);
  expect(await gate.enter(ADD, 2_999, FOR_EVER)).toEqual({ pause: 3_000 });
  expect(waits).toEqual([]);
  expect(await gate.enter(ADD, 3_000, FOR_EVER)).toBe(now);
  expect(waits).toEqual([3_000]);
});

it('keeps a call of another lane from nothing but a pause of the whole site', async () => {
  paused(3_000);
  expect(await gate.enter(READ, 0, FOR_EVER)).toBe(now);
  paused(5_000, 'site');
  expect(await gate.enter(READ, 0, FOR_EVER)).toEqual({ pause: 5_000 });
});

it('tells that a turn comes too late, and by how much', async () => {
  paused(3_000);
  expect(await gate.enter(ADD, FOR_EVER, now + 2_999)).toEqual({ late: 3_000 });
  expect(await gate.enter(READ, FOR_EVER, now - 1)).toEqual({ late: 0 });
  expect(waits).toEqual([]);
  expect(await gate.enter(ADD, FOR_EVER, now + 3_000)).toBe(now);
});

it('looks again after every wait, so that nothing starts inside a pause that began meanwhile', async () => {
  paused(1_000);
  const asleep: (() => void)[] = [];
  const slow = new Gate(pace, {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        asleep.push(() => {
          now += milliseconds;
          resolve();
        });
      }),
  });
  const entered = slow.enter(ADD, 4_000, FOR_EVER);
  await Promise.resolve();
  await Promise.resolve();
  pace.limited(ADD, { retryAfterMs: 4_000, scope: 'site' }, now + 1, now + 1);
  asleep.shift()?.();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(asleep).toHaveLength(1);
  asleep.shift()?.();
  expect(await entered).toBe(1_004_001);
});

it('lets calls of a lane start one after the other, in their order', async () => {
  const order: string[] = [];
  const enter = async (name: string) => {
    const at = await gate.enter(ADD, FOR_EVER, FOR_EVER);
    order.push(name);
    return at as number;
  };
  const starts = await Promise.all(Array.from({ length: 40 }, (_, place) => enter(String(place))));
  expect(order).toEqual(Array.from({ length: 40 }, (_, place) => String(place)));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  const spread = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  // Twelve go four times as fast, as the site takes some of them in again.
  expect(spread).toBeGreaterThan((20 * 1_000) / pace.rateOf(ADD));
});
