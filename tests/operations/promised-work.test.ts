import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asides } from '../../src/adapters/storage/asides';
import { outboxKey, requestKey } from '../../src/adapters/storage/keys';
import { ADMINS, nameOfNotice } from '../../src/domain/delivery/admin-notice';
import {
  APPROVERS,
  noDeliveries,
  noteDelivery,
  REMINDER,
} from '../../src/domain/delivery/deliveries';
import type { Holding } from '../../src/domain/holding/holding';
import { HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import { beginRound } from '../../src/domain/projection/list-round';
import { CLAIM, TOLD_FROM } from '../../src/domain/promise/promise';
import type { AccessRequest, RequestState } from '../../src/domain/request/access-request';
import { work } from '../../src/entry/consumers/work';
import type { OutboxEntry } from '../../src/ports/outbox';
import type { WorkItem } from '../../src/ports/work-queue';
import { type Operations, openOperations } from '../support/open-operations';
import { keysOf, poison, type Row, rowOf, writeRow } from '../support/poison';
import { awaiting, grant, holding, inState, stage } from '../support/samples';

/** Promised work as the queue brings it: done once, by one run, and tried again where it comes to nothing. */
let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const project: WorkItem = { kind: 'project', requestId: 'r1' };
async function promise(item: WorkItem = project, over: Partial<OutboxEntry> = {}) {
  const entry = { id: 'p1', item, dueAt: bench.now(), bulk: false, claimedUntil: 0, attempts: 0 };
  await bench.run(async ({ commit }) =>
    expect(await commit({ outbox: [{ ...entry, ...over }] })).toBe('committed'),
  );
}
const entry = () => bench.run(({ outbox }) => outbox.get('p1'));
const come = (body: unknown = { outboxId: 'p1' }) => bench.run(() => work({ body } as never));
const note = () => bench.run(() => asides.get(outboxKey('p1')));
/** What was told to the log of the app, the level with the message. */
const logged = () =>
  bench.platform.forge.log.flatMap(({ text }) => {
    if (!text.startsWith('{')) return [];
    const { level, message, ...fields } = JSON.parse(text);
    return level === 'info' ? [] : [{ [level]: message, ...fields }];
  });

/** Whatever is asked of a request is answered so. */
function answering(status: number, code: string, whenAsked: () => void = () => {}) {
  const wire = bench.platform.forge.kvs as unknown as {
    answer(route: string, body: unknown): Response;
  };
  const { answer } = wire;
  wire.answer = (route, body) => {
    const { key } = body as { key?: string };
    if (key !== 'request:r1') return answer(route, body);
    whenAsked();
    return Response.json({ code, message: 'no' }, { status });
  };
  return () => {
    wire.answer = answer;
  };
}

describe('an event', () => {
  test('has what was promised done, which is promised no more', async () => {
    await bench.run(({ commit }) => commit({ request: awaiting({ revision: 1 }) }));
    await promise();
    expect(await come()).toBeUndefined();
    expect(await entry()).toBeUndefined();
    const { rows } = await bench.run(({ projections }) => projections.read('r1'));
    expect(rows).not.toEqual([]);
    expect(logged()).toEqual([]);
  });

  test.each([[undefined], [{}], [{ outboxId: 7 }], ['p1']])(
    'that names no work (%o) does nothing but to say so',
    async (body) => {
      await promise();
      expect(await bench.run(() => work({ body } as never))).toBeUndefined();
      expect(await entry()).toMatchObject({ claimedUntil: 0, attempts: 0 });
      expect(logged()).toEqual([{ error: 'An event that names no work' }]);
    },
  );

  test('of what is done, or is another’s for now, does nothing', async () => {
    expect(await come()).toBeUndefined();
    await promise(project, { claimedUntil: bench.now() + MINUTE });
    const before = await entry();
    expect(await come()).toBeUndefined();
    expect(await entry()).toEqual(before);
  });

  test('keeps others from its work for as long as a claim holds', async () => {
    await promise();
    const at = bench.now();
    const claims: unknown[] = [];
    const undo = answering(429, 'TOO_MANY_REQUESTS', () =>
      claims.push(rowOf(bench.platform, outboxKey('p1'))?.claimedUntil),
    );
    await come();
    undo();
    expect(claims.length).toBeGreaterThan(0);
    for (const until of claims) expect(Number(until)).toBeGreaterThanOrEqual(at + CLAIM);
  });

  test.each<[WorkItem]>([
    [{ kind: 'provision', requestId: 'gone' }],
    [{ kind: 'notifyApprovers', requestId: 'gone' }],
    [{ kind: 'remindApprovers', requestId: 'gone' }],
    [{ kind: 'notifyOutcome', requestId: 'gone' }],
    [{ kind: 'notifyWithdrawn', requestId: 'gone' }],
    [
      {
        kind: 'notifyOverdue',
        requestId: 'gone',
        whom: 'approver',
        cause: 'siteUnavailable',
      } as never,
    ],
    [{ kind: 'project', requestId: 'gone' }],
    [{ kind: 'endDue' }],
    [{ kind: 'tryQueue' }],
  ])('about nothing that is there is over: %o', async (item) => {
    await promise(item);
    expect(await come()).toBeUndefined();
    expect(await entry()).toBeUndefined();
  });
});

describe('what is promised of a request', () => {
  const directory = () => bench.platform.atlassian.directory;
  const personOf = (name: string) => {
    const { accountId, displayName } = bench.person(name);
    return { accountId, displayName };
  };
  const requestIn = (state: RequestState): AccessRequest => {
    const { id, projectKey } = directory().issue('WEB-1') ?? { id: '', projectKey: '' };
    const issue = {
      cloudId: bench.connection.cloudId,
      id,
      key: 'WEB-1',
      projectId: directory().projectOf('WEB').id,
      projectKey,
    };
    const maya = personOf('Maya Lindqvist');
    return {
      ...inState(state),
      revision: 1,
      connectionId: bench.connection.id,
      issue,
      requester: personOf('Noah Okafor'),
      ask: {
        subjects: [bench.person('Priya Raman')],
        changes: [{ verb: 'add', entitlement: bench.group('frontend'), subjects: [0] }],
      },
      approvals: [stage(maya)],
      since: bench.now(),
      timesOutAt: bench.now() + HOUR,
      remindedAt: bench.now(),
    } as AccessRequest;
  };
  const lastTold = (whose = 'r1') =>
    bench.run(async ({ deliveries }) => (await deliveries.of(whose)).told.at(-1)?.about);
  const stateOf = () => bench.run(async ({ requests }) => (await requests.get('r1'))?.state);

  test.each<[WorkItem['kind'], RequestState, string]>([
    ['notifyApprovers', 'awaitingApproval', APPROVERS],
    ['remindApprovers', 'awaitingApproval', REMINDER],
    ['notifyOutcome', 'declined', 'declined:'],
    ['notifyWithdrawn', 'withdrawn', 'withdrawn'],
  ])('is to tell people: %s', async (kind, state, about) => {
    const asked = {
      about: `${APPROVERS}0`,
      to: [personOf('Maya Lindqvist')],
      since: 1,
      outcome: { outcome: 'told', by: 'email', at: 1 },
    } as const;
    const isFirst = kind === 'notifyApprovers';
    const deliveries = noteDelivery(noDeliveries('r1'), asked);
    await bench.run(({ commit }) =>
      commit({ request: requestIn(state), ...(isFirst ? {} : { deliveries }) }),
    );
    await promise({ kind, requestId: 'r1' } as WorkItem);
    await come();
    expect(await lastTold()).toMatch(new RegExp(`^${about}`));
    expect(await entry()).toBeUndefined();
  });

  test('is to carry it out', async () => {
    await bench.run(({ commit }) => commit({ request: requestIn('approved') }));
    await promise({ kind: 'provision', requestId: 'r1' });
    await come();
    expect(await stateOf()).toBe('completed');
  });
});

describe('what is promised besides', () => {
  const NAME = 'Priya Raman';
  const held = (work: Holding['work']) => {
    const entitlement = bench.group('frontend');
    const subject = bench.person(NAME);
    bench.platform.atlassian.directory.addMember(entitlement.groupId, subject.accountId);
    const endsAt = bench.now() - MINUTE;
    const of = { connectionId: bench.connection.id, entitlement, subject };
    return holding([grant({ grantedAt: endsAt - HOUR, endsAt })], { ...of, work });
  };
  const isIn = () => bench.isMember('frontend', NAME);
  const stuck = () => ({
    state: 'stuck' as const,
    cause: 'siteUnavailable' as const,
    tries: 1,
    nextTryAt: bench.now() + 10 * MINUTE,
  });

  test.each<[string, () => Holding['work'], WorkItem, boolean]>([
    [
      'ends what is due',
      () => ({ state: 'runs', dueAt: bench.now() - MINUTE }),
      { kind: 'endDue' },
      false,
    ],
    ['leaves what waits for the site', stuck, { kind: 'endDue' }, true],
    ['and ends it once the site works again', stuck, { kind: 'endDue', woken: true }, false],
  ])('%s', async (_, work, item, stays) => {
    await bench.run(({ commit }) => commit({ holdings: [held(work())] }));
    await promise(item);
    await come();
    expect(isIn()).toBe(stays);
  });

  test('tells admins that the connection fails', async () => {
    const notice = { about: 'connectionFailing', failure: 'f1' } as const;
    const health = {
      state: 'failing',
      failure: 'f1',
      since: 7,
      checkedAt: 8,
      problem: { code: 'tokenExpiredOrRevoked' },
      looks: 1,
      nextLookAt: 9,
    } as const;
    await bench.run(({ commit }) =>
      commit({ connection: { ...bench.connection, revision: 2, health } }),
    );
    await promise({ kind: 'notifyAdmins', notice } as never);
    await come();
    const { told } = await bench.run(({ deliveries }) => deliveries.of(ADMINS));
    expect(told.map(({ about }) => about)).toEqual([nameOfNotice(notice)]);
  });

  test('goes on holding the lists against the requests', async () => {
    await bench.run(({ commit }) => commit({ request: awaiting({ revision: 1 }) }));
    await bench.run(({ listRounds }) => listRounds.keep(beginRound(bench.now(), true)));
    await promise({ kind: 'checkLists' });
    await come();
    const round = await bench.run(({ listRounds }) => listRounds.current());
    expect(round).toMatchObject({ mended: 1 });
    expect(round?.endedAt).toBeDefined();
  });
});

describe('an event of ends that another run has', () => {
  const ID = 'ends.1';
  const claimedFor = (milliseconds: number, id = ID) =>
    promise({ kind: 'endDue' }, { id, claimedUntil: bench.now() + milliseconds });
  const comes = (
    retryData?: unknown,
    { outboxId = ID, retryReason = 'FUNCTION_RETRY_REQUEST' } = {},
  ) =>
    bench.run(() =>
      work({ body: { outboxId }, retryContext: { retryData, retryReason } } as never),
    );
  const left = (id = ID) => bench.run(({ outbox }) => outbox.get(id));

  test('waits for the end of its claim, and remembers which that was', async () => {
    await claimedFor(MINUTE);
    const { claimedUntil } = (await left()) ?? {};
    const answer = await comes();
    expect(answer).toMatchObject({ _retry: true, retryOptions: { retryData: { claimedUntil } } });
    const { retryOptions } = answer as unknown as { retryOptions: { retryAfter: number } };
    expect(retryOptions.retryAfter).toBeGreaterThan(50);
    expect(retryOptions.retryAfter).toBeLessThanOrEqual(60);
    expect(await left()).toMatchObject({ claimedUntil, attempts: 0 });
  });

  test('takes over from the one that had it, once its claim is over', async () => {
    await claimedFor(-SECOND);
    expect(await comes({ claimedUntil: (await left())?.claimedUntil })).toBeUndefined();
    expect(await left()).toBeUndefined();
  });

  test('is one too many where that one has said how it goes on, or is done', async () => {
    await promise({ kind: 'endDue' }, { id: ID });
    const before = await left();
    expect(await comes({ claimedUntil: bench.now() - 1 })).toBeUndefined();
    expect(await left()).toEqual(before);
    await bench.run(({ outbox }) => outbox.done(ID));
    expect(await comes({ claimedUntil: 1 })).toBeUndefined();
    expect(await comes()).toBeUndefined();
  });

  test('comes for itself where the one that died is its own', async () => {
    await promise({ kind: 'endDue' }, { id: ID });
    const retryReason = 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
    expect(await comes({ claimedUntil: 1 }, { retryReason })).toBeUndefined();
    expect(await left()).toBeUndefined();
  });

  test('remembers nothing of another form', async () => {
    await promise({ kind: 'endDue' }, { id: ID });
    expect(await comes({ claimedUntil: 'soon' })).toBeUndefined();
    expect(await left()).toBeUndefined();
  });

  test('of other work waits for nobody: the sweep pushes it again', async () => {
    await claimedFor(MINUTE, 'p1');
    expect(await comes(undefined, { outboxId: 'p1' })).toBeUndefined();
  });
});

describe('work that comes to nothing', () => {
  const failing = async (attempts: number, status: number, code: string) => {
    await promise(project, { attempts });
    const undo = answering(status, code);
    const at = bench.now();
    const answer = await come();
    undo();
    return { at, answer, entry: await entry() };
  };

  test('for a while is tried again by the queue, after a pause that grows', async () => {
    const { at, answer, entry } = await failing(0, 503, 'UNAVAILABLE');
    expect(answer).toMatchObject({
      _retry: true,
      retryOptions: { retryAfter: 10, retryReason: 'FUNCTION_RETRY_REQUEST' },
    });
    expect(entry).toMatchObject({ attempts: 1, claimedUntil: 0 });
    expect((entry?.dueAt ?? 0) - at).toBeGreaterThanOrEqual(10 * SECOND);
    expect((entry?.dueAt ?? 0) - at).toBeLessThan(12 * SECOND);
    expect(logged()).toEqual([
      { warn: 'Work failed and is tried again', outboxId: 'p1', code: 'UNAVAILABLE' },
    ]);
    expect(await note()).toBeUndefined();
  });

  test('and by the sweep, once the pause is longer than the queue waits', async () => {
    const seven = await failing(6, 429, 'TOO_MANY_REQUESTS');
    expect(seven.answer).toMatchObject({ retryOptions: { retryAfter: 640 } });
    await bench.run(({ outbox }) => outbox.done('p1'));
    const eight = await failing(7, 429, 'TOO_MANY_REQUESTS');
    expect(eight.answer).toBeUndefined();
    expect((eight.entry?.dueAt ?? 0) - eight.at).toBeGreaterThanOrEqual(1_280 * SECOND);
  });

  test('that no repetition mends waits for an hour, and for no event', async () => {
    const { at, answer, entry } = await failing(0, 400, 'MAX_SIZE');
    expect(answer).toBeUndefined();
    expect(entry).toMatchObject({ attempts: 1 });
    expect((entry?.dueAt ?? 0) - at).toBeGreaterThanOrEqual(HOUR);
    expect(logged()).toMatchObject([
      {
        error: 'Work failed, and no repetition will mend it',
        outboxId: 'p1',
        name: 'PlatformFailure',
        reason: 'Forge storage: no',
      },
    ]);
  });

  test('as something that it needs can’t be read is such', async () => {
    await bench.run(({ commit }) => commit({ request: awaiting({ revision: 1 }) }));
    poison(bench.platform, 'request', requestKey('r1'));
    await promise({ kind: 'notifyOutcome', requestId: 'r1' });
    expect(await come()).toBeUndefined();
    expect(await entry()).toMatchObject({ attempts: 1 });
    expect(logged()).toMatchObject([{ name: 'UnreadableRecord' }]);
  });

  test.each([
    [TOLD_FROM - 1, false],
    [TOLD_FROM, true],
  ])('for the time after %d is noted for admins: %s', async (attempts, isNoted) => {
    await failing(attempts, 429, 'TOO_MANY_REQUESTS');
    expect((await note()) !== undefined).toBe(isNoted);
    if (isNoted)
      expect(await note()).toMatchObject({
        kind: 'outbox',
        key: outboxKey('p1'),
        trouble: { trouble: 'failing', why: 'PlatformFailure TOO_MANY_REQUESTS' },
      });
  });

  test('and that another run has taken over meanwhile is left to that one', async () => {
    await promise();
    const undo = answering(429, 'TOO_MANY_REQUESTS', () => {
      const row = rowOf(bench.platform, outboxKey('p1')) ?? {};
      if (Number(row.claimedUntil) > bench.now() + CLAIM) return;
      const claimedUntil = bench.now() + CLAIM + SECOND;
      const body = row.body as Row;
      const value = { ...(body.value as Row), claimedUntil };
      const taken = { ...row, claimedUntil, body: { ...body, value } };
      writeRow(bench.platform, 'outbox', outboxKey('p1'), taken);
    });
    expect(await come()).toBeUndefined();
    undo();
    expect(await entry()).toMatchObject({ attempts: 0, claimedUntil: expect.any(Number) });
    expect((await entry())?.claimedUntil).toBeGreaterThan(bench.now());
    expect(logged()).toMatchObject([
      { warn: 'Work failed that another run has by now', outboxId: 'p1' },
    ]);
  });

  test('but was done by another meanwhile is over', async () => {
    await promise();
    const gone = outboxKey('p1');
    const wire = bench.platform.forge.kvs as unknown as {
      answer(route: string, body: unknown): Response;
    };
    const done = () => wire.answer('/api/v1/entity/delete', { entityName: 'outbox', key: gone });
    const undo = answering(429, 'TOO_MANY_REQUESTS', () => void done());
    expect(await come()).toBeUndefined();
    undo();
    expect(await entry()).toBeUndefined();
    expect(logged()).toEqual([]);
  });

  test('as its promise can’t be read: ends are promised anew instead', async () => {
    await promise({ kind: 'endDue' }, { id: 'ends.1' });
    const key = outboxKey('ends.1');
    poison(bench.platform, 'outbox', key);
    expect(await come({ outboxId: 'ends.1' })).toBeUndefined();
    expect(await bench.run(() => asides.get(key))).toMatchObject({
      trouble: { trouble: 'unreadable' },
    });
    const others = keysOf(bench.platform, 'outbox').filter((one) => one !== key);
    expect(others).toEqual([expect.stringMatching(/^outbox:ends\.\d+$/)]);
  });
});
