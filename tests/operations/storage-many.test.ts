import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { HOLDING_FORMAT } from '../../src/adapters/storage/formats';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import * as keys from '../../src/adapters/storage/keys';
import { readRows } from '../../src/adapters/storage/read-rows';
import { holdingId } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import { rowOf, writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, grant, holding, person } from '../support/samples';

/** Many records at once: by their keys, in batches, or by when they are due, page by page. */
let platform: Platform;
const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

/** The first is due last. */
const many = Array.from({ length: 230 }, (_, at) =>
  holding([grant({ endsAt: AT + DAY - at })], {
    subject: { kind: 'person', ...person(`P${at}`) },
  }),
);
const keysOfAll = many.map((one) => keys.holdingKey(holdingId(one)));
const NEVER_THERE = keys.holdingKey('never-there');

beforeAll(async () => {
  platform = await openBench();
  await inForge(async () => {
    for (let from = 0; from < many.length; from += 25) {
      await commit({ holdings: many.slice(from, from + 25) });
    }
  });
});
afterAll(() => platform.close());

const read = (of: readonly string[]) => inForge(() => readRows('holding', of, HOLDING_FORMAT));

interface Wire {
  answer(route: string, body: unknown): Response | Promise<Response>;
}
/** What the store is asked as these are read; a batch is answered by what is handed in, where it is. */
async function watched(of: readonly string[], batch?: () => Response) {
  const wire = platform.forge.kvs as unknown as Wire;
  const { answer } = wire;
  const batches: string[][] = [];
  const singly: string[] = [];
  let underWay = 0;
  let atOnce = 0;
  wire.answer = async (route, body) => {
    if (!route.endsWith('/get')) return answer(route, body);
    const isBatch = route.includes('batch');
    if (isBatch) batches.push((body as { key: string }[]).map(({ key }) => key));
    else singly.push((body as { key: string }).key);
    underWay += 1;
    atOnce = Math.max(atOnce, underWay);
    await setImmediate();
    underWay -= 1;
    return isBatch && batch !== undefined ? batch() : answer(route, body);
  };
  try {
    return { ...(await read(of)), batches, singly, atOnce };
  } finally {
    wire.answer = answer;
  }
}

describe('many by their keys', () => {
  test('are read in batches of 25, eight at once, each once and none by itself', async () => {
    const of = [...keysOfAll, NEVER_THERE];
    const { found, unreadable, batches, singly, atOnce } = await watched(of);
    expect([...found.keys()]).toEqual(keysOfAll);
    expect([...found.values()]).toEqual(many);
    expect(unreadable.size).toBe(0);
    expect(batches.map(({ length }) => length)).toEqual([25, 25, 25, 25, 25, 25, 25, 25, 25, 6]);
    expect(batches.flat()).toEqual(of);
    expect(singly).toEqual([]);
    expect(atOnce).toBe(8);
  });

  test('one is read without a batch, and for none nothing is asked', async () => {
    const one = await watched(keysOfAll.slice(0, 1));
    expect([...one.found.values()]).toEqual(many.slice(0, 1));
    expect(one).toMatchObject({ batches: [], singly: keysOfAll.slice(0, 1) });
    expect(await watched([])).toMatchObject({ batches: [], singly: [] });
  });

  test('what is not there, or is only kept free, is neither found nor unreadable', async () => {
    const free = keys.holdingKey('kept-free');
    writeRow(platform, 'holding', free, { reserved: true });
    for (const of of [[NEVER_THERE], [free], [NEVER_THERE, free]]) {
      const { found, unreadable } = await read(of);
      expect(found.size).toBe(0);
      expect(unreadable.size).toBe(0);
    }
  });

  test('one of which makes no sense: that one is told, and set aside', async () => {
    const key = keysOfAll[3] ?? '';
    const before = rowOf(platform, key) ?? {};
    writeRow(platform, 'holding', key, { ...before, body: { v: 1, value: {} } });
    const { found, unreadable } = await read(keysOfAll.slice(0, 6));
    expect([...unreadable]).toEqual([key]);
    expect(found.size).toBe(5);
    expect(await inForge(() => asides.get(key))).toMatchObject({ kind: 'holding' });
    await inForge(() => asides.forget(key));
    writeRow(platform, 'holding', key, before);
  });

  test('are read one by one where the store takes no batch', async () => {
    const of = keysOfAll.slice(10, 14);
    const refused = await watched(of, () => Response.json({ code: 'NO' }, { status: 429 }));
    expect([...refused.found.keys()]).toEqual(of);
    expect(refused.singly).toEqual(of);
  });

  test('and so are those of a batch that it does not answer for, but for what is not there', async () => {
    const [one, other, third] = keysOfAll.slice(20, 23);
    const of = [one, other, third].flatMap((key) => key ?? []);
    const failed = (key: string | undefined, code: string) => ({
      key,
      entityName: 'holding',
      error: { code, message: 'no' },
    });
    const failedKeys = [
      failed(one, 'KEY_NOT_FOUND'),
      failed(other, 'THROTTLED'),
      failed(third, 'X'),
    ];
    const some = await watched(of, () => Response.json({ successfulKeys: [], failedKeys }));
    expect([...some.found.keys()]).toEqual([other, third]);
    expect(some.singly).toEqual([other, third]);
  });
});

describe('many by when they are due', () => {
  const due = (until: number, limit: number) =>
    inForge(() => holdingStore.due('runs', until, limit));
  const dueFirst = many.toReversed();

  test.each([1, 99, 100, 101, 150, 200, 229, 230, 500])(
    'the first %d of them, whatever a page holds',
    async (limit) => {
      expect(await due(AT + DAY, limit)).toEqual(dueFirst.slice(0, limit));
    },
  );

  test('and those alone that are due by then', async () => {
    expect(await due(AT + DAY - 20, 500)).toEqual(dueFirst.slice(0, 210));
  });

  test('or the last of them, the last first', async () => {
    const last = await inForge(() => holdingStore.lastDue('runs', AT + DAY, 120));
    expect(last).toEqual(many.slice(0, 120));
  });
});
