import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform } from '../../local/platform/platform';
import { consoleLog } from '../../src/adapters/forge/console-log';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { workQueue } from '../../src/adapters/forge/work-queue';
import { asides } from '../../src/adapters/storage/asides';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { Subject } from '../../src/domain/action/subject';
import type { StepState } from '../../src/domain/effects/step';
import { type Held, holdingId } from '../../src/domain/holding/holding';
import { DAY } from '../../src/domain/lib/time';
import type { NeedsAttention } from '../../src/domain/request/access-request';
import { type MarkPorts, markStepsManual } from '../../src/operations/request/mark-steps-manual';
import type { Directory } from '../../src/ports/directory';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';
import { AT, connection, inState, REQUESTER } from '../support/samples';

let platform: Platform;
let request: NeedsAttention;
beforeEach(async () => {
  platform = await openBench();
  request = await store();
});
afterEach(() => platform.close());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const clock = { now: () => platform.clock.now(), sleep: async () => {} };
const site = () => platform.atlassian.directory;
const person = (name: string): Subject => {
  const { accountId, displayName } = site().personNamed(name);
  return { kind: 'person', accountId, displayName };
};
const group = () =>
  ({ kind: 'group', groupId: site().groupNamed('frontend').groupId, name: 'frontend' }) as const;
const held = (name: string): Held => ({
  connectionId: 'site',
  entitlement: group(),
  subject: person(name),
});

/** For three days: of Priya the answer was lost, and Grace was given it; of Grace, nothing is kept any more. */
async function store(): Promise<NeedsAttention> {
  const begun = { before: 'notHeld', at: AT } as const;
  const failed: StepState = {
    state: 'failed',
    reason: 'unconfirmed',
    retryable: true,
    at: AT,
    begun,
  };
  const applied: StepState = { state: 'applied', before: 'notHeld', at: AT };
  const asked: NeedsAttention = {
    ...(inState('needsAttention') as NeedsAttention),
    revision: 1,
    term: { kind: 'days', days: 3 },
    ask: {
      subjects: [person('Priya Raman'), person('Grace Kim')],
      changes: [{ verb: 'add', entitlement: group(), subjects: [0, 1] }],
    },
    progress: { pending: 0, applied: 1, unchanged: 0, failed: 1, manual: 0, retryable: 1 },
  };
  const steps = [failed, applied].map((outcome, place) => ({
    subject: place,
    planned: { verdict: 'change' } as const,
    outcome,
  }));
  await inForge(async () => {
    await commit({ connection });
    const blocks = [{ requestId: asked.id, block: 0, revision: 1, change: 0, steps }];
    await commit({ request: asked, blocks });
  });
  site().addMember(group().groupId, site().personNamed('Priya Raman').accountId);
  return asked;
}

const mark = (over: Partial<MarkPorts> = {}, ofSite: Partial<Directory> = {}) =>
  inForge(() => {
    const there = { ...openDirectory(platform), ...ofSite };
    const ports: MarkPorts = {
      requests: requestStore,
      connections: connectionStore,
      holdings: holdingStore,
      asides,
      commit,
      queue: workQueue,
      clock,
      ids: randomIds,
      log: consoleLog,
      siteOf: () => ({ directory: there }) as never,
      ...over,
    };
    return markStepsManual(ports, { requestId: request.id, steps: [0], by: REQUESTER });
  });
const grantsOf = (name: string) =>
  inForge(async () => {
    const { found } = await holdingStore.getMany([held(name)]);
    return found.get(holdingId(held(name)))?.grants;
  });
const stands = () =>
  inForge(async () => {
    const [block] = await requestStore.blocks(request.id, 0, 1);
    return block?.steps.map(({ outcome }) => outcome.state);
  });

test('what was sent and is there has its end on record, and nothing is said of the others', async () => {
  expect(await mark()).toMatchObject({ ok: true });
  expect(await stands()).toEqual(['applied', 'applied']);
  const [given, ...others] = (await grantsOf('Priya Raman')) ?? [];
  expect([given?.requestId, others]).toEqual([request.id, []]);
  expect(given?.endsAt).toBe((given?.grantedAt ?? 0) + 3 * DAY);
  expect(await grantsOf('Grace Kim')).toBeUndefined();
});

const NOT_KNOWN = { ok: false, error: { code: 'notKnownWhetherSo' } };

test('nothing is marked where its end can’t be written', async () => {
  const refusing: MarkPorts['commit'] = async (writes) => {
    if (writes.holdings !== undefined) throw new PlatformFailure('NO', 'Not this one', false);
    return commit(writes);
  };
  expect(await mark({ commit: refusing })).toEqual(NOT_KNOWN);
  expect(await stands()).toEqual(['failed', 'applied']);
});

test('nor where the site can’t be asked; but a fault of the app is none of the site', async () => {
  platform.atlassian.faults.add({
    path: /./,
    effect: { kind: 'answer', status: 403, body: '{}' },
  });
  expect(await mark()).toEqual(NOT_KNOWN);
  const holders = () => Promise.reject(new TypeError('Not so.'));
  await expect(mark({}, { holders })).rejects.toThrow('Not so.');
  expect(await stands()).toEqual(['failed', 'applied']);
});
