import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { requestKey } from '../../src/adapters/storage/keys';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { Connection } from '../../src/domain/connection/connection';
import { HOUR } from '../../src/domain/lib/time';
import type { Applying, Approved, Scheduled } from '../../src/domain/request/access-request';
import { listDelayed } from '../../src/operations/request/list-delayed';
import { poison } from '../support/poison';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, connection, inState } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const clock = { now: () => platform.clock.now(), sleep: async () => {} };
const delayed = () =>
  inForge(() => listDelayed({ requests: requestStore, connections: connectionStore, clock }));

const failing: Connection = {
  ...connection,
  health: {
    state: 'failing',
    since: AT,
    checkedAt: AT,
    problem: { code: 'wrongEmailOrToken' },
    looks: 1,
    nextLookAt: AT,
  },
};

type UnderWay = Approved | Applying | Scheduled;
const approved = (id: string): UnderWay => ({ ...(inState('approved') as Approved), id });
const applying = (id: string): UnderWay => ({ ...(inState('applying') as Applying), id });
const paused = (id: string): UnderWay => ({
  ...(inState('applying') as Applying),
  id,
  pause: { cause: 'siteUnavailable', since: AT, tries: 1, nextTryAt: AT },
});

const starting = (id: string, startsAt: number): UnderWay => ({
  ...(inState('scheduled') as Scheduled),
  id,
  startsAt,
});

async function store(connected: Connection | undefined, requests: readonly UnderWay[]) {
  await inForge(async () => {
    if (connected !== undefined) await commit({ connection: connected });
    for (const request of requests) await commit({ request: { ...request, revision: 1 } });
  });
}
const numbered = (count: number, make: (id: string) => UnderWay) =>
  Array.from({ length: count }, (_, place) => make(`r${place}`));

describe('approved work that can’t go on', () => {
  test.each([
    ['works', connection, ['paused']],
    ['fails', failing, ['applying', 'approved', 'paused']],
    ['is gone', undefined, ['applying', 'approved', 'paused']],
  ] as const)('where the connection %s', async (_, connected, found) => {
    await store(connected, [approved('approved'), applying('applying'), paused('paused')]);
    const { count, more, requests } = await delayed();
    expect(requests.map(({ id }) => id).toSorted()).toEqual(found);
    expect({ count, more }).toEqual({ count: found.length, more: false });
  });

  test.each([
    ['nothing is paused', 26, applying, { count: 0, more: false }],
    ['as much is paused as is read', 25, paused, { count: 25, more: false }],
    ['more is paused than is read', 26, paused, { count: 25, more: true }],
  ] as const)('while the connection works and %s', async (_, count, make, expected) => {
    await store(connection, numbered(count, make));
    expect(await delayed()).toMatchObject(expected);
  });

  test.each([
    [100, { count: 100, more: false }],
    [101, { count: 100, more: true }],
  ])('is counted up to a hundred: of %s', async (count, expected) => {
    await store(failing, numbered(count, approved));
    const { requests, ...counted } = await delayed();
    expect(counted).toEqual(expected);
    expect(requests).toHaveLength(25);
  });

  test('is told without one that can’t be read', async () => {
    await store(failing, [approved('a'), approved('b'), applying('c')]);
    poison(platform, 'request', requestKey('a'));
    const { count, requests } = await delayed();
    expect([count, requests.map(({ id }) => id).toSorted()]).toEqual([2, ['b', 'c']]);
  });

  test('is no start that is only to come', async () => {
    const now = platform.clock.now();
    const soon = numbered(30, (id) => starting(id, now + HOUR / 2));
    await store(failing, [starting('late', now - 1), ...soon]);
    const { count, requests } = await delayed();
    expect([count, requests.map(({ id }) => id)]).toEqual([1, ['late']]);
  });
});
