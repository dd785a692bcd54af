import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outboxKey, policyVersionKey, requestKey, stepsKey } from '../../src/adapters/storage/keys';
import type { Aside } from '../../src/domain/aside/aside';
import type { Held } from '../../src/domain/holding/holding';
import { holdingId } from '../../src/domain/holding/holding';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import type { Ports } from '../../src/entry/compose';
import { endAside } from '../../src/operations/aside/end-aside';
import { readAside } from '../../src/operations/aside/read-aside';
import { retryAsides } from '../../src/operations/aside/retry-asides';
import { tryAsideAgain } from '../../src/operations/aside/try-again';
import type { Writes } from '../../src/ports/commit';
import { PlatformFailure } from '../../src/ports/platform-failure';
import { approvedAsk, storeAsk } from '../support/carry-out';
import { type Operations, openOperations } from '../support/open-operations';
import { poison, rowOf } from '../support/poison';
import { awaiting, LEAD } from '../support/samples';

/** The ways out for what can't be read: by an admin, and by itself. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

type Over = (own: Ports) => Partial<Ports>;
const MISSING = { ok: false, error: { code: 'noSuchRecord' } };
const CHANGED = { ok: false, error: { code: 'changedMeanwhile' } };
const DONE = { ok: true, value: null };
const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';

const find = (key: string) => bench.run(({ asides }) => asides.get(key));
const end = (key: string, over: Over = () => ({})) =>
  bench.run((own) => endAside({ ...own, ...over(own) }, key, LEAD));
const audit = () =>
  bench.run(async ({ trail }) => {
    const { records } = await trail.search({});
    return records.map(({ issueKey, requestId, events }) => ({ issueKey, requestId, events }));
  });
/** Answers `conflict` to whatever writes this. */
const conflict =
  (what: keyof Writes): Over =>
  ({ commit }) => ({
    commit: async (writes) => (writes[what] === undefined ? commit(writes) : 'conflict'),
  });

/** A request that can't be read, found so by whoever asks for it. */
async function breakRequest(id = 'r9'): Promise<{ key: string; undo: () => void }> {
  await bench.run(({ commit }) => commit({ request: awaiting({ id, revision: 1 }) }));
  const key = requestKey(id);
  const undo = poison(bench.platform, 'request', key);
  await bench.run(({ requests }) => requests.get(id).catch(() => undefined));
  return { key, undo };
}

describe('an admin', () => {
  test('has a record removed that can’t be read, which is audited under their name', async () => {
    const { key } = await breakRequest();
    expect(await end(key)).toEqual(DONE);
    expect([rowOf(bench.platform, key), await find(key)]).toEqual([undefined, undefined]);
    expect((await audit())[0]?.events).toMatchObject([
      { kind: 'record.removed', record: key, of: 'request', actor: { kind: 'person', ...LEAD } },
    ]);
  });

  test('removes none that is not set aside, is mended by then, or is written by others meanwhile', async () => {
    expect(await end('request:none')).toEqual(MISSING);
    const mended = await breakRequest('r8');
    mended.undo();
    expect(await end(mended.key)).toEqual(CHANGED);
    const { key } = await breakRequest();
    expect(await end(key, conflict('unreadable'))).toEqual(CHANGED);
    expect(await find(key)).toBeDefined();
    expect(rowOf(bench.platform, mended.key)).toBeDefined();
  });

  test('removes nothing of work that fails: it is read as it was', async () => {
    const key = outboxKey('p1');
    await bench.run(({ asides, clock }) =>
      asides.noteFailing({ kind: 'outbox', key }, 'fails', clock.now()),
    );
    expect(await end(key)).toEqual(CHANGED);
  });

  test('has tokens forgotten with a connection alone', async () => {
    const names: string[] = [];
    const watching: Over = ({ connections }) => ({
      connections: {
        ...connections,
        all: () => {
          names.push('all');
          return connections.all();
        },
      },
    });
    const { key } = await breakRequest();
    await end(key, watching);
    expect(names).toEqual([]);
  });

  test('sees a record as it is stored, and none that is not there', async () => {
    const { key } = await breakRequest();
    const read = (of: string) => bench.run((own) => readAside(own, of));
    const shown = await read(key);
    expect(shown.ok && JSON.parse(shown.value)).toEqual(rowOf(bench.platform, key));
    expect(shown.ok && shown.value).toContain('\n  "');
    expect(await read('request:none')).toEqual(MISSING);
    const gone = { ...(await find(key)), key: 'request:gone' } as Aside;
    const asides: Over = (own) => ({ asides: { ...own.asides, get: async () => gone } });
    expect(await bench.run((own) => readAside({ ...own, ...asides(own) }, gone.key))).toEqual(
      MISSING,
    );
    const long = { ok: true, value: expect.stringMatching(/^.{500000}$/s) };
    const raw = async () => 'x'.repeat(600_000);
    const large: Over = (own) => ({ asides: { ...own.asides, raw } });
    expect(await bench.run((own) => readAside({ ...own, ...large(own) }, key))).toEqual(long);
  });

  test('has one read again, and what has failed for it done at once', async () => {
    const again = (key: string) => bench.run((own) => tryAsideAgain(own, key));
    const failed = {
      id: 'p1',
      item: { kind: 'endDue' },
      dueAt: bench.now() + HOUR,
      bulk: false,
      claimedUntil: 0,
      attempts: 2,
    } as const;
    await bench.run(({ commit }) => commit({ outbox: [failed] }));
    expect(await again('request:none')).toEqual(MISSING);
    const { key, undo } = await breakRequest();
    expect(await again(key)).toEqual({ ok: true, value: false });
    expect(bench.pushed).toEqual([]);
    undo();
    expect(await again(key)).toEqual({ ok: true, value: true });
    expect(await find(key)).toBeUndefined();
    expect(bench.pushed.map(({ outboxId }) => outboxId)).toEqual(['p1']);
    const failing = outboxKey('p1');
    await bench.run(({ asides, clock }) =>
      asides.noteFailing({ kind: 'outbox', key: failing }, 'fails', clock.now()),
    );
    expect(await again(failing)).toEqual({ ok: true, value: true });
    expect(await find(failing)).toBeUndefined();
  });

  test('restores the newest policy that can be read, with every group locked', async () => {
    const group = { ...bench.group('frontend'), unlockedFor: ['adminLabel' as const] };
    await bench.allow({
      requestableGroups: [{ ...group, unlockedOn: bench.connection.id }],
      decideWithinDays: 5,
    });
    const { version } = await bench.run((own) => own.policies.inForce(bench.connection.id));
    poison(bench.platform, 'policy', 'policy:current');
    await bench.run((own) => own.policies.inForce(bench.connection.id).catch(() => undefined));
    expect(await end('policy:current', conflict('policy'))).toEqual(CHANGED);
    expect(await find('policy:current')).toBeDefined();
    expect(await end('policy:current')).toEqual(DONE);
    const policy = await bench.run((own) => own.policies.inForce(bench.connection.id));
    expect(policy).toMatchObject({ version: version + 1, decideWithinDays: 5, savedBy: LEAD });
    expect(policy.requestableGroups).toEqual([{ ...bench.group('frontend'), unlockedFor: [] }]);
    expect(await find('policy:current')).toBeUndefined();
    expect((await audit())[0]?.events).toMatchObject([
      { kind: 'policy.restored', version: version + 1, from: version },
    ]);
  });

  test('restores an older version with all of it closed, as what was closed since is not known', async () => {
    await bench.allow({
      requestableGroups: [{ ...bench.group('frontend'), unlockedFor: [] }],
      rolesOf: 'anyProject',
      fallbackApprovers: [LEAD],
      fallbackAfterHours: 24,
      decideWithinDays: 5,
    });
    const inForce = () => bench.run((own) => own.policies.inForce(bench.connection.id));
    const older = await inForce();
    expect(older.creation).toEqual({ users: true, groups: true });
    await bench.allow({ ...older, version: older.version + 1, requestableGroups: [] });
    poison(bench.platform, 'policy', policyVersionKey(older.version + 1));
    await inForce().catch(() => undefined);
    expect(await end('policy:current')).toEqual(DONE);
    const policy = await inForce();
    expect(policy).toMatchObject({
      version: older.version + 2,
      requestableGroups: [],
      delisted: [{ groupId: bench.group('frontend').groupId }],
      rolesOf: 'issueProject',
      creation: { users: false, groups: false },
      fallbackApprovers: [],
      decideWithinDays: 5,
    });
    expect(policy.fallbackAfterHours).toBeUndefined();
  });
});

describe('steps that can’t be read are given up', () => {
  const KEY = stepsKey('r1', 0);
  const heldBy = (name: string): Held => ({
    connectionId: bench.connection.id,
    entitlement: bench.group('frontend'),
    subject: bench.person(name),
  });
  const grantsOf = (name: string) =>
    bench.run(async ({ holdings }) => {
      const { found } = await holdings.getMany([heldBy(name)]);
      return found.get(holdingId(heldBy(name)))?.grants;
    });
  async function broken({ verb = 'add' as 'add' | 'remove' } = {}) {
    const request = approvedAsk(bench, {
      subjects: [bench.person(PRIYA), bench.person(GRACE)],
      changes: [{ verb, entitlement: bench.group('frontend') }],
    });
    const term = { kind: 'days', days: 3 } as const;
    await storeAsk(bench, { ...request, term });
    poison(bench.platform, 'steps', KEY);
    const row = rowOf(bench.platform, KEY);
    const aside: Aside = {
      key: KEY,
      kind: 'steps',
      trouble: { trouble: 'unreadable', why: 'no sense' },
      since: bench.now(),
      nextAt: bench.now(),
    };
    const found: Over = ({ asides }) => ({
      asides: { ...asides, get: async (key) => (key === KEY ? aside : asides.get(key)) },
    });
    return { request, row, found };
  }

  test('as failed for good, in the block’s own place, with what they may have given on record', async () => {
    const { request, row, found } = await broken();
    expect(await end(KEY, found)).toEqual(DONE);
    const stored = rowOf(bench.platform, KEY);
    expect(stored?.revision).toBe(Number(row?.revision) + 1);
    expect(JSON.stringify(stored)).toContain('recordLost');
    const [priya] = (await grantsOf(PRIYA)) ?? [];
    expect(priya).toMatchObject({
      requestId: 'r1',
      unconfirmed: true,
      grantedAt: request.approvedAt,
      endsAt: request.approvedAt + 3 * DAY,
    });
    expect(await grantsOf(GRACE)).toHaveLength(1);
    const [record] = await audit();
    expect(record).toMatchObject({
      requestId: 'r1',
      issueKey: 'WEB-1',
      events: [{ kind: 'record.removed', record: KEY, of: 'steps' }],
    });
  });

  test('and of what was to be taken nothing goes on record', async () => {
    const { found } = await broken({ verb: 'remove' });
    expect(await end(KEY, found)).toEqual(DONE);
    expect(await grantsOf(PRIYA)).toBeUndefined();
  });

  test('of a request that is gone as well, they go alone', async () => {
    const { found } = await broken();
    const gone: Over = (own) => ({
      ...found(own),
      requests: { ...own.requests, get: async () => undefined },
    });
    expect(await end(KEY, gone)).toEqual(DONE);
    expect(rowOf(bench.platform, KEY)).toBeUndefined();
    const [record] = await audit();
    expect([record?.requestId, record?.events.map(({ kind }) => kind)]).toEqual([
      undefined,
      ['record.removed'],
    ]);
  });

  test('not where somebody has written them, or their request, meanwhile', async () => {
    const { row, found } = await broken();
    const racing = (what: keyof Writes) =>
      end(KEY, (own) => ({ ...found(own), ...conflict(what)(own) }));
    expect(await racing('blocks')).toEqual(CHANGED);
    expect(rowOf(bench.platform, KEY)).toEqual(row);
    const gone: Over = (own) => ({
      ...found(own),
      ...conflict('unreadable')(own),
      requests: { ...own.requests, get: async () => undefined },
    });
    expect(await end(KEY, gone)).toEqual(CHANGED);
  });
});

describe('by itself', () => {
  const retry = (over: Over = () => ({})) =>
    bench.run((own) => retryAsides({ ...own, ...over(own) }));
  const later = (by: number) => bench.platform.clock.advance(by);

  test('a record is read again at growing pauses; mended, what failed for it is done', async () => {
    const failed = {
      id: 'p1',
      item: { kind: 'endDue' },
      dueAt: bench.now() + DAY,
      bulk: false,
      claimedUntil: 0,
      attempts: 2,
    } as const;
    await bench.run(({ commit }) => commit({ outbox: [failed] }));
    const { key, undo } = await breakRequest();
    await later(6 * MINUTE);
    expect(await retry()).toBe(0);
    const after = await find(key);
    expect(after?.nextAt).toBeGreaterThanOrEqual(bench.now() + 5 * MINUTE);
    expect(bench.pushed).toEqual([]);
    undo();
    await later(DAY);
    expect(await retry()).toBe(1);
    expect(await find(key)).toBeUndefined();
    expect(bench.pushed.map(({ outboxId }) => outboxId)).toContain('p1');
  });

  test('admins are told once it has waited ten minutes, and not before', async () => {
    await breakRequest();
    const told = () => bench.pushed.filter(({ item }) => item.kind === 'notifyAdmins');
    await later(6 * MINUTE);
    await retry();
    expect(told()).toEqual([]);
    await later(HOUR);
    await retry();
    expect(told()).toMatchObject([{ item: { notice: { about: 'needsALook' } } }]);
    await later(DAY);
    await retry(conflict('outbox'));
    expect(told()).toHaveLength(1);
  });

  test('what has failed, and is quiet or gone, is forgotten', async () => {
    await bench.run(({ commit }) => commit({ request: awaiting({ id: 'r9', revision: 1 }) }));
    const key = requestKey('r9');
    const fail = (record: Parameters<Ports['asides']['noteFailing']>[0]) =>
      bench.run(({ asides, clock }) => asides.noteFailing(record, 'fails', clock.now()));
    await fail({ kind: 'request', key });
    await fail({ kind: 'outbox', key: outboxKey('gone') });
    await fail({ kind: 'holding', key: 'holding:never-there' });
    const [first] = [await find(key)];
    await later((first?.nextAt ?? 0) - bench.now() + MINUTE);
    expect(await retry()).toBe(1);
    expect(await find(outboxKey('gone'))).toBeUndefined();
    expect((await find(key))?.nextAt).toBe((first?.nextAt ?? 0) + 12 * HOUR);
    expect(await find('holding:never-there')).toBeDefined();
    await later(26 * HOUR);
    expect(await retry()).toBe(0);
    expect([await find(key), await find('holding:never-there')]).toEqual([undefined, undefined]);
  });

  test('a note that is gone as it is come to is forgotten, and one that fails keeps no other', async () => {
    const { key } = await breakRequest();
    const other = await breakRequest('r8');
    other.undo();
    await later(HOUR);
    const forgotten: string[] = [];
    const done = await retry(({ asides }) => ({
      asides: {
        ...asides,
        due: async () => ['gone', key, other.key],
        get: async (of) => (of === 'gone' ? undefined : asides.get(of)),
        forget: async (of) => {
          forgotten.push(of);
          return asides.forget(of);
        },
        lookAgain: (of) =>
          of.key === key
            ? Promise.reject(new PlatformFailure('NO', 'no', true))
            : asides.lookAgain(of),
      },
    }));
    expect([done, forgotten[0]]).toEqual([1, 'gone']);
  });
});
