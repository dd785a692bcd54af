import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { consoleLog } from '../../src/adapters/forge/console-log';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { workQueue } from '../../src/adapters/forge/work-queue';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { requestStore } from '../../src/adapters/storage/request-store';
import { HOUR, MINUTE } from '../../src/domain/lib/time';
import type { AwaitingApproval } from '../../src/domain/request/access-request';
import { timeOutRequests } from '../../src/operations/request/time-out-requests';
import type { RequestStore } from '../../src/ports/request-store';
import { openBench, runInForge } from '../support/run-in-forge';
import { awaiting } from '../support/samples';

let platform: Platform;
beforeEach(async () => {
  platform = await openBench();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const now = () => platform.clock.now();
const clock = { now, sleep: async () => {} };
const ports = (requests: RequestStore = requestStore) => ({
  requests,
  asides,
  commit,
  queue: workQueue,
  clock,
  ids: randomIds,
  log: consoleLog,
});
const timeOut = (requests?: RequestStore) => inForge(() => timeOutRequests(ports(requests)));
const dueBy = (until: number) => inForge(() => requestStore.due('awaitingApproval', until, 10));
const stateOf = (id: string) => inForge(async () => (await requestStore.get(id))?.state);

async function store(id: string, timesOutAt: number): Promise<AwaitingApproval> {
  const request = awaiting({ id, revision: 1, timesOutAt });
  await inForge(() => commit({ request }));
  return request;
}
const failing = async () => {
  const { asides: listed } = await inForge(() => asides.list(undefined));
  return listed.map(({ key }) => key);
};

test('what nobody decided in time ends, and only that', async () => {
  const late = now() - HOUR;
  await store('late', late);
  await store('early', now() + HOUR);
  expect(await timeOut()).toBe(1);
  expect([await stateOf('late'), await stateOf('early')]).toEqual(['timedOut', 'awaitingApproval']);
});

test('what is looked at before its time waits on, and nothing of it has failed', async () => {
  await store('early', now() + HOUR);
  await inForge(() => requestStore.postpone('early', now()));
  expect(await timeOut()).toBe(0);
  expect(await stateOf('early')).toBe('awaitingApproval');
  expect(await failing()).toEqual([]);
});

test('what is no longer there is nothing that has failed', async () => {
  await store('gone', now() - HOUR);
  const get = async () => undefined;
  expect(await timeOut({ ...requestStore, get })).toBe(0);
  expect(await failing()).toEqual([]);
});

test.each([
  ['a moment', MINUTE, 5 * MINUTE],
  ['an hour', HOUR, HOUR],
])(
  'what somebody else writes meanwhile is put off, the longer the later it is: by %s',
  async (_, late, pause) => {
    const stored = await store('raced', now() - late);
    const get = async (id: string) => {
      const read = await requestStore.get(id);
      if (read?.revision === 1) await commit({ request: { ...stored, revision: 2 } });
      return read;
    };
    const at = now();
    expect(await timeOut({ ...requestStore, get })).toBe(0);
    expect(await stateOf('raced')).toBe('awaitingApproval');
    expect(await dueBy(at + pause - 30_000)).toEqual([]);
    expect(await dueBy(now() + pause + 30_000)).toEqual(['raced']);
    expect(await failing()).toEqual([]);
  },
);

test('what fails keeps nobody from the others, is put off for twice as long, and is told', async () => {
  await store('failing', now() - HOUR);
  await store('late', now() - MINUTE);
  const get: RequestStore['get'] = async (id) => {
    const read = await requestStore.get(id);
    // Only while it is to be ended: how late it is can be read.
    if (id === 'failing' && calls++ === 0) throw new TypeError('Not so.');
    return read;
  };
  let calls = 0;
  const at = now();
  expect(await timeOut({ ...requestStore, get })).toBe(1);
  expect([await stateOf('failing'), await stateOf('late')]).toEqual([
    'awaitingApproval',
    'timedOut',
  ]);
  expect(await dueBy(at + 2 * HOUR - MINUTE)).toEqual([]);
  expect(await dueBy(now() + 2 * HOUR + MINUTE)).toEqual(['failing']);
  expect(await failing()).toEqual(['request:failing']);
});

test('without time left, none is begun', async () => {
  await store('late', now() - HOUR);
  expect(await inForge(() => timeOutRequests(ports(), () => false))).toBe(0);
  expect(await stateOf('late')).toBe('awaitingApproval');
});
