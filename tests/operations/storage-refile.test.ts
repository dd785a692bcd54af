import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { HOLDING_FORMAT } from '../../src/adapters/storage/formats';
import * as keys from '../../src/adapters/storage/keys';
import { outbox } from '../../src/adapters/storage/outbox';
import { readFound } from '../../src/adapters/storage/query-rows';
import { readRow } from '../../src/adapters/storage/read-row';
import { readRows } from '../../src/adapters/storage/read-rows';
import { refile } from '../../src/adapters/storage/refile';
import { requestStore } from '../../src/adapters/storage/request-store';
import { NEVER } from '../../src/adapters/storage/rows';
import { holdingId } from '../../src/domain/holding/holding';
import { refuseWrites, rowOf, writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, awaiting, grant, holding } from '../support/samples';

/** Work is found by its attributes: where they are not those of its body, whoever reads it puts them right. */
let platform: Platform;
const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);

const held = holding([grant()]);
const HELD = keys.holdingKey(holdingId(held));
const ENTRY = keys.outboxKey('p1');
const entry = {
  id: 'p1',
  item: { kind: 'endDue' },
  dueAt: AT,
  bulk: false,
  claimedUntil: AT + 7,
  attempts: 0,
} as const;

beforeEach(async () => {
  platform = await openBench();
  await inForge(() =>
    commit({ holdings: [held], outbox: [entry], request: awaiting({ revision: 1 }) }),
  );
});
afterEach(() => platform.close());

type Row = Readonly<Record<string, unknown>>;
const row = (key: string): Row => {
  const stored = rowOf(platform, key);
  if (stored === undefined) throw new Error(`Nothing is stored under ${key}`);
  return stored;
};
/** Writes its attributes past the app. Answers how it was, and how it is. */
function misfile(entity: string, key: string, over: Row) {
  const before = row(key);
  writeRow(platform, entity, key, { ...before, ...over });
  return { before, after: row(key) };
}

describe('a holding that is filed wrongly', () => {
  const read = () => inForge(() => readRow('holding', HELD, HOLDING_FORMAT));

  test.each([
    ['by itself', read],
    ['among many', () => inForge(() => readRows('holding', [HELD], HOLDING_FORMAT))],
    [
      'as it is found',
      () => inForge(() => readFound('holding', HOLDING_FORMAT, [{ key: HELD, value: row(HELD) }])),
    ],
  ])('is filed as its body says, read %s', async (_, readIt) => {
    const { before } = misfile('holding', HELD, { dueAt: NEVER });
    await readIt();
    expect(row(HELD)).toEqual(before);
  });

  test.each([
    [{ status: 'ends' }],
    [{ dueAt: AT - 1 }],
    [{ revision: 7 }],
    [{ status: 'ends', dueAt: NEVER, revision: 7 }],
  ])('is, whatever is wrong (%o)', async (over) => {
    const { before } = misfile('holding', HELD, over);
    expect(await read()).toEqual(held);
    expect(row(HELD)).toEqual(before);
  });

  test('is, and keeps what else stands in its row', async () => {
    const { before } = misfile('holding', HELD, { dueAt: NEVER, weight: 'heavy' });
    await read();
    expect(row(HELD)).toEqual({ ...before, weight: before.weight });
  });

  test('is left where somebody has written it since it was read', async () => {
    const { after } = misfile('holding', HELD, { dueAt: NEVER, revision: 8 });
    await inForge(() => refile('holding', HELD, { ...after, revision: 7 }));
    expect(row(HELD)).toEqual(after);
  });

  test('is left where it is set aside: it is out of the way', async () => {
    const { after } = misfile('holding', HELD, { status: 'aside', dueAt: NEVER });
    expect(await read()).toEqual(held);
    expect(row(HELD)).toEqual(after);
  });

  test('is left where its body makes no sense', async () => {
    const body = { v: 1, value: {} };
    const { after } = misfile('holding', HELD, { dueAt: NEVER, body });
    await inForge(() => refile('holding', HELD, after));
    expect(row(HELD)).toEqual(after);
    expect(await inForge(() => asides.get(HELD))).toBeUndefined();
  });

  test('is read all the same where it can’t be written now', async () => {
    const { after } = misfile('holding', HELD, { dueAt: NEVER });
    const undo = refuseWrites(platform, 'holding');
    expect(await read()).toEqual(held);
    undo();
    expect(row(HELD)).toEqual(after);
  });
});

describe('a promise that is filed wrongly', () => {
  test.each([[{ status: 'aside?' }], [{ dueAt: NEVER }], [{ claimedUntil: 0 }]])(
    'is filed as its body says (%o)',
    async (over) => {
      const { before } = misfile('outbox', ENTRY, over);
      expect(await inForge(() => outbox.get('p1'))).toEqual(entry);
      expect(row(ENTRY)).toEqual(before);
    },
  );
});

describe('nothing is written', () => {
  /** How often something is written while this runs. */
  async function writes(run: () => Promise<unknown>) {
    const wire = platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const { answer } = wire;
    let count = 0;
    wire.answer = (route, body) => {
      if (route === '/api/v1/transaction') count += 1;
      return answer(route, body);
    };
    await inForge(run);
    wire.answer = answer;
    return count;
  }

  test('where all is filed as it is', async () => {
    const all = async () => {
      await readRow('holding', HELD, HOLDING_FORMAT);
      await outbox.get('p1');
    };
    expect(await writes(all)).toBe(0);
  });

  test('of what is put off by its place in the index alone', async () => {
    const key = keys.requestKey('r1');
    await inForge(() => requestStore.postpone('r1', AT + 9));
    const { dueAt } = row(key);
    expect(dueAt).toBe(AT + 9);
    expect(await writes(() => requestStore.get('r1'))).toBe(0);
    expect(row(key).dueAt).toBe(AT + 9);
  });
});
