import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { consoleLog } from '../../src/adapters/forge/console-log';
import { commit } from '../../src/adapters/storage/commit';
import { outbox } from '../../src/adapters/storage/outbox';
import { MINUTE, SECOND } from '../../src/domain/lib/time';
import {
  AHEAD,
  promiseEnds,
  promiseEndsAgain,
  promiseEndsInstead,
  promiseTries,
  promiseWokenEnds,
  slotEnd,
} from '../../src/operations/holding/promise-ends';
import type { WorkQueue } from '../../src/ports/work-queue';
import { keysOf, poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { holding } from '../support/samples';

const SLOT = 10 * SECOND;
/** The first instant of a slot. */
const NOW = 1_800_000_000_000;

let platform: Platform;
let pushed: (readonly [string, number])[];
let slept: number[];
let refusals: number;
beforeEach(async () => {
  platform = await openBench();
  [pushed, slept, refusals] = [[], [], 0];
});
afterEach(() => platform.close());

/** Takes each event but the first few, and keeps what it took. */
const queue: WorkQueue = {
  async push(items, { delaySeconds = 0 } = {}) {
    refusals -= 1;
    if (refusals >= 0) throw new Error('Too many events.');
    pushed.push(...items.map(({ outboxId }) => [outboxId, delaySeconds] as const));
  },
};
const clock = {
  now: () => NOW,
  sleep: async (milliseconds: number) => {
    slept.push(milliseconds);
  },
};
const ports = { commit, queue, clock, log: consoleLog, outbox };
const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const promise = (due: number) => inForge(() => promiseEnds(ports, due));
const again = (...dues: number[]) => inForge(() => promiseEndsAgain(ports, dues));
const idOf = (at: number) => `ends.${Math.floor(at / SLOT)}`;

describe('what is due is ended by one event for each slot of time', () => {
  test.each([
    ['at once, where it is due', NOW, NOW, 0],
    ['at once, where it is late', NOW - MINUTE, NOW, 0],
    ['at the end of its slot', NOW + 1, NOW + SLOT, 10],
    ['at the end of its slot, to the last', NOW + SLOT, NOW + SLOT, 10],
    ['in the next slot', NOW + SLOT + 1, NOW + 2 * SLOT, 20],
  ])('%s', async (_, due, at, delay) => {
    await promise(due);
    expect(pushed).toEqual([[idOf(at), delay]]);
    expect(await inForge(() => outbox.get(idOf(at)))).toMatchObject({
      item: { kind: 'endDue' },
      dueAt: at + 2 * MINUTE,
      bulk: false,
      claimedUntil: 0,
      attempts: 0,
    });
  });

  test('however often it is asked for', async () => {
    await promise(NOW + 1);
    await promise(NOW + 5 * SECOND);
    await again(NOW + SLOT + 1, NOW + SLOT + 2);
    expect(pushed).toEqual([
      [idOf(NOW + SLOT), 10],
      [idOf(NOW + 2 * SLOT), 20],
    ]);
  });

  test('which the sweep pushes once more, until somebody has begun it', async () => {
    await again(NOW + 1);
    await again(NOW + 1);
    expect(pushed).toHaveLength(2);
    await inForge(() => outbox.claim(idOf(NOW + SLOT), NOW, NOW + MINUTE));
    await again(NOW + 1);
    expect(pushed).toHaveLength(2);
  });
});

test.each([
  [idOf(NOW), idOf(NOW + SLOT)],
  [`ends.woken.${NOW / SLOT}`, `ends.woken.${NOW / SLOT + 1}`],
])('in place of an event of ends comes the next: %s', async (id, next) => {
  await inForge(() => promiseEndsInstead(ports, id));
  await inForge(() => promiseEndsInstead(ports, id));
  expect(pushed).toEqual([[next, 10]]);
});

test('in place of any other comes none', async () => {
  await inForge(() => promiseEndsInstead(ports, 'r1'));
  expect(pushed).toEqual([]);
});

test('what can’t be read is pushed once more', async () => {
  await again(NOW + 1);
  const [key] = keysOf(platform, 'outbox');
  poison(platform, 'outbox', key ?? '');
  await again(NOW + 1);
  expect(pushed).toHaveLength(2);
});

describe('what the queue does not take is pushed again', () => {
  test.each([
    [1, [SECOND], 1],
    [3, [SECOND, 2 * SECOND, 4 * SECOND], 1],
    [4, [SECOND, 2 * SECOND, 4 * SECOND], 0],
  ])('after a pause each: %s times', async (times, pauses, taken) => {
    refusals = times;
    await promise(NOW);
    expect(slept).toEqual(pauses);
    expect(pushed).toHaveLength(taken);
  });

  test('and what it took is not', async () => {
    refusals = 1;
    await again(NOW + 1, NOW + SLOT + 1);
    expect(pushed.map(([id]) => id)).toEqual([idOf(NOW + 2 * SLOT), idOf(NOW + SLOT)]);
  });
});

test('what is stuck is tried when it is time, as far ahead as events wait', async () => {
  const stuck = (nextTryAt: number) =>
    holding([], { work: { state: 'stuck', cause: 'siteUnavailable', tries: 1, nextTryAt } });
  const runs = holding([], { work: { state: 'runs', dueAt: NOW + 3 * MINUTE } });
  const all = [stuck(NOW + MINUTE), stuck(NOW + AHEAD), stuck(NOW + AHEAD + 1), runs];
  await inForge(() => promiseTries(ports, all));
  expect(pushed.map(([id]) => id)).toEqual([idOf(NOW + MINUTE), idOf(slotEnd(NOW + AHEAD))]);
  // doc: Forge async events: an event waits at most 900 seconds.
  expect(Math.max(...pushed.map(([, delay]) => delay))).toBeLessThanOrEqual(900);
});

test('what waits for a pause is woken at once, and once in a slot', async () => {
  await inForge(() => promiseWokenEnds(ports));
  await inForge(() => promiseWokenEnds(ports));
  expect(pushed).toEqual([[`ends.woken.${NOW / SLOT}`, 0]]);
  expect(await inForge(() => outbox.get(`ends.woken.${NOW / SLOT}`))).toMatchObject({
    item: { kind: 'endDue', woken: true },
  });
});
