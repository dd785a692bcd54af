import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { LISTED } from '../../src/adapters/storage/issue-list';
import * as keys from '../../src/adapters/storage/keys';
import { requestStore } from '../../src/adapters/storage/request-store';
import { MINUTE } from '../../src/domain/lib/time';
import type { AccessRequest } from '../../src/domain/request/access-request';
import { poison, writeRow } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, awaiting } from '../support/samples';

/** The requests of an issue: by its list, and by an index that may be late. Each comes, and none but its own. */
let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const ISSUE = '501';

const requestOf = (id: string, createdAt: number, issueId = ISSUE) =>
  awaiting({ id, revision: 1, createdAt, issue: { ...awaiting().issue, id: issueId } });
const over = (id: string, createdAt: number): AccessRequest => {
  const { timesOutAt: _, ...core } = requestOf(id, createdAt);
  return { ...core, revision: 2, state: 'withdrawn' };
};
const open = (id: string, createdAt: number, issueId?: string) =>
  inForge(() => commit({ request: requestOf(id, createdAt, issueId) }));
async function close(id: string, createdAt: number) {
  await open(id, createdAt);
  await inForge(() => commit({ request: over(id, createdAt) }));
}
const page = async (cursor: string | undefined, limit: number) => {
  const {
    requests,
    unreadable,
    cursor: next,
  } = await inForge(() => requestStore.ofIssue(ISSUE, cursor, limit));
  return { ids: requests.map(({ id }) => id), unreadable, next };
};
/** All pages, in their order. */
async function pages(limit: number) {
  const all: (readonly string[])[] = [];
  let cursor: string | undefined;
  do {
    const { ids, next } = await page(cursor, limit);
    all.push(ids);
    cursor = next;
  } while (cursor !== undefined && all.length < 60);
  return all;
}

describe('the first page', () => {
  test('shows those that are open first, the newest first, of an index that is late as well', async () => {
    await open('o1', AT);
    await close('c1', AT + 1);
    await open('o2', AT + 2);
    // The index does not know these yet; the list does.
    platform.forge.faults.queryLag = MINUTE;
    await close('c2', AT + 3);
    await open('o3', AT + 4);
    await close('c3', AT + 5);
    expect((await page(undefined, 9)).ids).toEqual(['o3', 'o2', 'o1', 'c3', 'c2', 'c1']);
    expect((await page(undefined, 4)).ids).toEqual(['o3', 'o2', 'o1', 'c3']);
  });

  test('reads no more of the list than it shows', async () => {
    await open('o1', AT);
    for (let at = 1; at < 9; at += 1) await close(`c${at}`, AT + at);
    const read: string[] = [];
    const wire = platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const { answer } = wire;
    wire.answer = (route, body) => {
      const { key } = body as { key?: string };
      if (key?.startsWith('request:')) read.push(key);
      return answer(route, body);
    };
    expect((await page(undefined, 3)).ids).toEqual(['o1', 'c8', 'c7']);
    expect(read.toSorted()).toEqual(['c6', 'c7', 'c8', 'o1'].map(keys.requestKey));
  });

  test('counts what can’t be read, the list of the issue too', async () => {
    await open('o1', AT);
    await open('o2', AT + 1);
    poison(platform, 'request', keys.requestKey('o2'));
    poison(platform, 'issue', keys.issueKey(ISSUE));
    expect(await page(undefined, 9)).toMatchObject({ ids: ['o1'], unreadable: 2 });
  });

  test.each(['nonsense', 'open', 'x open|', 'OPEN|1', '|', 'lists|o1', ''])(
    'comes for what is no cursor (%s)',
    async (cursor) => {
      await open('o1', AT);
      await close('c1', AT + 1);
      expect(await page(cursor, 9)).toEqual({ ids: ['o1', 'c1'], unreadable: 0, next: undefined });
    },
  );

  test('of an issue without any is empty, and is all', async () => {
    expect(await page(undefined, 9)).toEqual({ ids: [], unreadable: 0, next: undefined });
  });
});

describe('page by page', () => {
  test.each([1, 2, 3, 4, 9])('%d at a time, many that are open come each once', async (limit) => {
    const ids = Array.from({ length: 9 }, (_, at) => `o${at}`);
    for (const [at, id] of ids.entries()) await open(id, AT + at);
    const all = await pages(limit);
    expect(all.flat()).toEqual(ids.toReversed());
    for (const one of all) expect(one.length).toBeLessThanOrEqual(limit);
  });

  test('no page is longer than is asked for', async () => {
    await open('o1', AT);
    for (let at = 1; at < 9; at += 1) await close(`c${at}`, AT + at);
    expect((await pages(3)).map(({ length }) => length)).toEqual([3, 3, 3]);
  });

  test('what the list names comes only where it is there, and of this issue', async () => {
    await open('o1', AT);
    await open('other', AT + 1, '502');
    const row = { revision: 7, requestIds: ['gone', 'other', 'o1', 'gone too'] };
    writeRow(platform, 'issue', keys.issueKey(ISSUE), row);
    expect((await pages(9)).flat()).toEqual(['o1']);
    expect((await pages(1)).flat()).toEqual(['o1']);
  });

  test.each([
    [LISTED - 1, ['o1']],
    [LISTED, ['o1', 'c2', 'c1']],
  ])('a list of %d ids is all there is, or those that are over follow', async (count, found) => {
    await open('o1', AT);
    await close('c1', AT + 1);
    await close('c2', AT + 2);
    const requestIds = Array.from({ length: count }, (_, at) => (at === 0 ? 'o1' : `gone-${at}`));
    writeRow(platform, 'issue', keys.issueKey(ISSUE), { revision: 7, requestIds });
    expect((await pages(100)).flat()).toEqual(found);
  });

  test('those that are over go on from page to page as well', async () => {
    for (let at = 1; at < 6; at += 1) await close(`c${at}`, AT + at);
    poison(platform, 'issue', keys.issueKey(ISSUE));
    expect((await pages(2)).flat()).toEqual(['c5', 'c4', 'c3', 'c2', 'c1']);
  });
});

describe('of a request', () => {
  test('those blocks are found that are there, from where it is asked', async () => {
    const step = {
      subject: 0,
      planned: { verdict: 'change' },
      outcome: { state: 'pending' },
    } as const;
    const block = (at: number) => ({
      requestId: 'r1',
      block: at,
      revision: 1,
      change: 0,
      steps: [step],
    });
    await inForge(() => commit({ blocks: [0, 1, 2, 4].map(block) }));
    const found = (from: number, count: number) =>
      inForge(() => requestStore.blocks('r1', from, count));
    expect(await found(1, 2)).toEqual([1, 2].map(block));
    expect(await found(2, 4)).toEqual([2, 4].map(block));
    expect(await found(5, 3)).toEqual([]);
  });
});

describe('those that wait for a decision', () => {
  test('come page by page, whoever times out first', async () => {
    for (let at = 0; at < 25; at += 1) {
      const id = `w${String(at).padStart(2, '0')}`;
      const request = { ...requestOf(id, AT), timesOutAt: AT + 1_000 - at };
      await inForge(() => commit({ request }));
    }
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const found = await inForge(() => requestStore.waiting('awaitingApproval', cursor, 4));
      expect(found.ids.length).toBeLessThanOrEqual(4);
      ids.push(...found.ids);
      cursor = found.cursor;
    } while (cursor !== undefined && ids.length < 99);
    expect(ids).toEqual(
      Array.from({ length: 25 }, (_, at) => `w${String(24 - at).padStart(2, '0')}`),
    );
  });
});
