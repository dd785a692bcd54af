import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdingKey } from '../../src/adapters/storage/keys';
import type { ExistingEntitlement, ExistingIds } from '../../src/domain/action/entitlement';
import type { Subject } from '../../src/domain/action/subject';
import type { Grant } from '../../src/domain/grant/grant';
import { type Holding, holdingId } from '../../src/domain/holding/holding';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/lib/time';
import type { Ports } from '../../src/entry/compose';
import { type Allowance, allowanceOf } from '../../src/operations/effects/allowance';
import { removeAlone } from '../../src/operations/effects/remove-alone';
import { carryOutEnds } from '../../src/operations/ends/carry-out-ends';
import { type EndedDue, endDue } from '../../src/operations/ends/end-due';
import { scheduleEnds } from '../../src/operations/ends/schedule-ends';
import { promisedFor } from '../../src/operations/holding/promise-ends';
import type { Directory } from '../../src/ports/directory';
import { PlatformFailure } from '../../src/ports/platform-failure';
import type { Provisioner } from '../../src/ports/provisioner';
import { SiteFailure } from '../../src/ports/site-failure';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import { type Operations, openOperations } from '../support/open-operations';
import { poison } from '../support/poison';
import { grant, holding } from '../support/samples';

let bench: Operations;
beforeEach(async () => {
  bench = await openOperations();
});
afterEach(() => bench.close());

const PRIYA = 'Priya Raman';
const GRACE = 'Grace Kim';
const RIN = 'Rin Takahashi';
const groupIdsOf = (asked: readonly ExistingIds[]) =>
  asked.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
const site = () => bench.platform.atlassian.directory;

interface Seeded extends Partial<Holding> {
  readonly grant?: Partial<Grant>;
  readonly isThere?: boolean;
}

/** Held by somebody in `frontend`, for an hour that is over since a minute; others as they are named. */
function heldBy(name: string, { grant: of, isThere: _, ...over }: Seeded = {}): Holding {
  const endsAt = bench.now() - MINUTE;
  const given = grant({ grantedAt: endsAt - HOUR, approvedAt: endsAt - HOUR, endsAt, ...of });
  return holding([given], {
    connectionId: bench.connection.id,
    entitlement: bench.group('frontend'),
    subject: bench.person(name),
    ...over,
  });
}

async function seed(name: string, over: Seeded = {}): Promise<Holding> {
  const held = heldBy(name, over);
  if (over.isThere !== false) put(held.entitlement, held.subject);
  await bench.run(async ({ commit }) =>
    expect(await commit({ holdings: [held] })).toBe('committed'),
  );
  return held;
}

function put(entitlement: ExistingEntitlement, subject: Subject): void {
  if (entitlement.kind === 'group' && subject.kind === 'person') {
    site().addMember(entitlement.groupId, subject.accountId);
  } else if (entitlement.kind === 'role' && subject.kind === 'person') {
    const { accountId } = subject;
    site().addActor(entitlement.projectKey, entitlement.name, { accountId });
  }
}

type With = (ports: Ports) => Partial<Ports>;

/** No other run goes on with what this one leaves. */
const ALONE = { handOn: async () => undefined, lookAgain: async () => undefined };

const end = (
  over?: With,
  { woken = false, calls = 1_000 }: { woken?: boolean; calls?: number } = {},
): Promise<EndedDue> =>
  bench.run((own) =>
    endDue(
      { ...own, ...over?.(own), noticesPromised: new Set() },
      {
        woken,
        allowance: allowanceOf(bench.now() + 4 * MINUTE, calls / 75, own.callsMade),
        ...ALONE,
      },
    ),
  );
const read = (one: Holding): Promise<Holding | undefined> =>
  bench.run(async ({ holdings }) => (await holdings.getMany([one])).found.get(holdingId(one)));
const workOf = async (one: Holding) => (await read(one))?.work;
const audit = () =>
  bench.run(async ({ trail }) => {
    const { records } = await trail.search({ of: { issueKey: 'WEB-1' } });
    return records.flatMap(({ events }) => events).map(({ id: _, at: __, ...one }) => one);
  });
const withSite =
  (
    over: (site: ReturnType<Ports['siteOf']>) => {
      readonly provisioner?: Partial<Provisioner>;
      readonly directory?: Partial<ReturnType<Ports['siteOf']>['directory']>;
    },
  ): With =>
  ({ siteOf }) => ({
    siteOf: (id) => {
      const own = siteOf(id);
      const { provisioner, directory } = over(own);
      return {
        ...own,
        provisioner: { ...own.provisioner, ...provisioner },
        directory: { ...own.directory, ...directory },
      };
    },
  });
const taking = (answer: Awaited<ReturnType<Provisioner['take']>>) =>
  withSite(() => ({ provisioner: { take: async () => answer } }));
const ALL_DONE = { left: false, more: false, recovered: false };

describe('what has ended', () => {
  test('is taken away, and told', async () => {
    const [priya, grace] = [await seed(PRIYA), await seed(GRACE)];
    expect(await end()).toEqual({ ...ALL_DONE, settled: 2 });
    expect([bench.isMember('frontend', PRIYA), bench.isMember('frontend', GRACE)]).toEqual([
      false,
      false,
    ]);
    for (const one of [priya, grace]) {
      const after = await read(one);
      expect(after).toMatchObject({ grants: [], work: { state: 'over' } });
      expect(after?.ended).toMatchObject([{ requestId: 'r1', why: 'expired' }]);
      expect(after?.turnedAt).toBeGreaterThan(after?.ended[0]?.endsAt ?? Number.NaN);
    }
    const told = await audit();
    expect(told.map(({ kind }) => kind).sort()).toEqual([
      'effect',
      'effect',
      'grant.ended',
      'grant.ended',
    ]);
    const effects = told.filter(({ kind }) => kind === 'effect');
    expect(effects).toMatchObject(
      Array(2).fill({ action: 'group.removeUser', outcome: 'applied', actor: { kind: 'app' } }),
    );
  });

  test('is taken away though a list of members leaves them out, and the list is read anew', async () => {
    await seed(PRIYA);
    const afresh: (boolean | undefined)[] = [];
    await end(
      withSite(() => ({
        directory: {
          holders: async ([of], _, again) => {
            afresh.push(again);
            return new Map(of?.kind === 'group' ? [[`group:${of.groupId}`, new Set()]] : []);
          },
        },
      })),
    );
    expect(afresh).toEqual([true]);
    expect(bench.isMember('frontend', PRIYA)).toBe(false);
  });

  test('is on record as being taken away before it is, and what is given back as not', async () => {
    const runs = { grantedAt: bench.now() - HOUR, endsAt: bench.now() + DAY };
    const work = { state: 'settling', until: bench.now() - 1, sent: false, tries: 0 } as const;
    const ends = await seed(PRIYA);
    const gone = await seed(GRACE, { work, isThere: false, grant: runs });
    const during: (Holding['work'] | undefined)[] = [];
    await end(
      withSite(({ provisioner }) => ({
        provisioner: {
          take: async (...of) => {
            during.push(await workOf(ends));
            return provisioner.take(...of);
          },
          give: async (...of) => {
            during.push(await workOf(gone));
            return provisioner.give(...of);
          },
        },
      })),
    );
    expect(during).toMatchObject([
      { state: 'settling', sent: true },
      { state: 'settling', sent: false },
    ]);
  });

  test.each([
    ['is not due yet', { grant: { endsAt: 4e12 } }],
    ['goes on for good', { grant: { endsAt: undefined } }],
  ])('what %s is left', async (_, over) => {
    await seed(PRIYA, over);
    expect(await end()).toEqual({ ...ALL_DONE, settled: 0 });
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
    expect(bench.sent).toEqual([]);
  });

  test('what others have taken away already is over, and no effect of the app', async () => {
    const one = await seed(PRIYA, { isThere: false });
    expect(await end()).toMatchObject({ settled: 1 });
    expect(await workOf(one)).toEqual({ state: 'over' });
    expect((await audit()).map(({ kind }) => kind)).toEqual(['grant.ended']);
    expect(bench.sent).toEqual([]);
  });

  test('what a pass that died may have removed, and is gone, that pass has removed', async () => {
    const work = { state: 'settling', until: bench.now() - 1, sent: true, tries: 0 } as const;
    await seed(PRIYA, { work, isThere: false });
    await end();
    expect((await audit()).map(({ kind }) => kind).sort()).toEqual(['effect', 'grant.ended']);
  });

  test('what another pass is over is left to it', async () => {
    const work = { state: 'settling', until: bench.now() + MINUTE, sent: true, tries: 0 } as const;
    await seed(PRIYA, { work });
    expect(await end()).toEqual({ ...ALL_DONE, settled: 0 });
    expect(bench.sent).toEqual([]);
  });

  test('that the app gave is not proved: it stays, and is told', async () => {
    const one = await seed(PRIYA, { grant: { unproved: true } });
    await end();
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'unproved' });
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
    expect(bench.sent).toEqual([]);
  });

  test('of a role', async () => {
    const one = await seed(PRIYA, { entitlement: bench.role('WEB', 'Viewers') });
    await end();
    expect(await workOf(one)).toEqual({ state: 'over' });
    const { accountIds } = site().actorsOf('WEB', 'Viewers');
    expect(accountIds).not.toContain(bench.person(PRIYA).accountId);
  });

  test('of a group that is gone is over', async () => {
    const { groupId, name } = site().addGroup('crew');
    const one = await seed(PRIYA, { entitlement: { kind: 'group', groupId, name } });
    site().removeGroup(groupId);
    expect(await end()).toMatchObject({ settled: 1 });
    expect(await workOf(one)).toEqual({ state: 'over' });
  });

  test('of the last admin of a group that administers stays, and is told', async () => {
    const { groupId } = bench.group('platform-crew');
    for (const accountId of site().membersOf(groupId)) site().removeMember(groupId, accountId);
    const one = await seed(PRIYA, { entitlement: bench.group('platform-crew') });
    const other = await seed(GRACE, { entitlement: bench.group('platform-crew') });
    await end();
    const states = [await workOf(one), await workOf(other)];
    expect(states.filter((work) => work?.state === 'over')).toHaveLength(1);
    expect(states.filter((work) => work?.state === 'stuck')).toMatchObject([
      { cause: 'lastAdmin' },
    ]);
    expect(site().membersOf(groupId)).toHaveLength(1);
  });
});

describe('what is in force and gone is given back', () => {
  const inForce = (over: Seeded = {}): Seeded => ({
    isThere: false,
    work: { state: 'settling', until: bench.now() - 1, sent: true, tries: 0 },
    ...over,
    grant: {
      grantedAt: bench.now() - HOUR,
      approvedAt: bench.now() - HOUR,
      endsAt: bench.now() + DAY,
      ...over.grant,
    },
  });

  test('as it was, and told', async () => {
    const seeded = inForce();
    const one = await seed(PRIYA, seeded);
    expect(await end()).toMatchObject({ settled: 1 });
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
    expect(await workOf(one)).toEqual({ state: 'runs', dueAt: seeded.grant?.endsAt });
    expect(await audit()).toMatchObject([
      { kind: 'effect', action: 'group.addUser', outcome: 'applied' },
    ]);
  });

  test.each<[string, () => unknown, object]>([
    [
      'that is not listed any more',
      () => bench.allow({ requestableGroups: [] }),
      { state: 'over' },
    ],
    [
      'where somebody has approved since what the group was given',
      () =>
        bench.run(async ({ groupApprovals }) => {
          const { groupId } = bench.group('frontend');
          const approverIds = [bench.person(PRIYA).accountId];
          const given = { connectionId: bench.connection.id, groupId, approverIds };
          await groupApprovals.begin(given, bench.now() + DAY);
        }),
      { state: 'over' },
    ],
    [
      'where it is not known what is protected',
      () =>
        bench.platform.atlassian.faults.add({
          path: /^\/group\/bulk/,
          query: /accessType=admin(&|$)/,
          effect: { kind: 'answer', status: 403, body: '{}' },
        }),
      { state: 'stuck', cause: 'siteRefused' },
    ],
  ])('but nothing %s', async (_, meanwhile, expected) => {
    const one = await seed(PRIYA, inForce());
    await meanwhile();
    await end();
    expect(await workOf(one)).toMatchObject(expected);
    expect(bench.isMember('frontend', PRIYA)).toBe(false);
  });

  test('and where the policy can’t be read, later', async () => {
    const one = await seed(PRIYA, inForce());
    const unreadable = () => Promise.reject(new TypeError('Not so.'));
    await end(({ policies }) => ({ policies: { ...policies, inForce: unreadable } }));
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'appFault' });
  });

  test('and where it is set aside, likewise', async () => {
    const one = await seed(PRIYA, inForce());
    const unreadable = () => Promise.reject(new UnreadableRecord('policy', 'p', 'no sense'));
    await end(({ policies }) => ({ policies: { ...policies, inForce: unreadable } }));
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'siteRefused' });
    const other = await seed(GRACE, inForce());
    await end(({ groupApprovals }) => ({
      groupApprovals: { ...groupApprovals, givenSince: unreadable },
    }));
    expect(await workOf(other)).toMatchObject({ state: 'stuck', cause: 'recordUnreadable' });
    expect(bench.sent).toEqual([]);
  });

  test('of a role too', async () => {
    await seed(PRIYA, inForce({ entitlement: bench.role('WEB', 'Viewers') }));
    await end();
    const { accountIds } = site().actorsOf('WEB', 'Viewers');
    expect(accountIds).toContain(bench.person(PRIYA).accountId);
  });

  const CROWD = [PRIYA, GRACE, RIN, 'Mei Lin', 'Omar Farouk', 'Nadia Rahimi', 'Wei Zhang'];
  const slowly: With = ({ siteOf, clock }) => ({
    siteOf: (id) => {
      const own = siteOf(id);
      const give: Provisioner['give'] = async (...of) => {
        const answer = await own.provisioner.give(...of);
        await clock.sleep(6_000);
        return answer;
      };
      return { ...own, provisioner: { ...own.provisioner, give } };
    },
  });
  const givenOf = () => CROWD.filter((name) => bench.isMember('frontend', name)).length;

  test('to all of them, where nothing changes meanwhile', async () => {
    for (const name of CROWD) await seed(name, inForce());
    expect(await end(slowly)).toMatchObject({ settled: CROWD.length, left: false });
    expect(givenOf()).toBe(CROWD.length);
  });

  test('and to nobody once it is over', async () => {
    const endsAt = bench.now() + 5_000;
    for (const name of CROWD) await seed(name, inForce({ grant: { endsAt } }));
    await end(slowly);
    // A handful was given it in time, which has ended since.
    expect(bench.sent.filter((one) => one.startsWith('POST'))).toHaveLength(5);
  });

  test('where a group was given it since: only what is younger than the approval counts', async () => {
    await seed(PRIYA, inForce({ grant: { approvedAt: undefined as never } }));
    await bench.run(async ({ groupApprovals }) => {
      const { groupId } = bench.group('frontend');
      const approverIds = [bench.person(PRIYA).accountId];
      const given = { connectionId: bench.connection.id, groupId, approverIds };
      const until = bench.now() + MINUTE;
      await groupApprovals.begin(given, until);
      await groupApprovals.end(given, until, until - 2 * HOUR);
    });
    await end();
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
  });

  test('while the policy changes, no more than a handful goes', async () => {
    const names = site()
      .people()
      .filter(({ active, accountType }) => active && accountType === 'atlassian')
      .map(({ displayName }) => displayName)
      .filter((name) => !bench.isMember('frontend', name));
    const some = [...new Set(names)].slice(0, 20);
    for (const name of some) await seed(name, inForce());
    let given = 0;
    await end(
      withSite(({ provisioner }) => ({
        provisioner: {
          give: async (...to) => {
            given += 1;
            if (given === 3) await bench.allow({ requestableGroups: [] });
            return provisioner.give(...to);
          },
        },
      })),
    );
    expect(given).toBeGreaterThanOrEqual(3);
    expect(given).toBeLessThanOrEqual(13);
    expect(some.filter((name) => bench.isMember('frontend', name))).toHaveLength(given);
  });
});

describe('what could not be ended', () => {
  test.each([
    [
      'a refusal',
      { answer: 'refused', message: 'Not for you.', retryable: false },
      { cause: 'siteRefused', siteMessage: 'Not for you.' },
      { outcome: 'failed', reason: 'siteRefused', siteMessage: 'Not for you.' },
    ],
    [
      'a token that is not taken',
      { answer: 'credentialRejected', message: 'no' },
      { cause: 'credentialRejected', siteMessage: 'no' },
      { outcome: 'failed', reason: 'credentialRejected' },
    ],
    [
      'trouble',
      { answer: 'refused', message: 'down', retryable: true },
      { cause: 'siteUnavailable' },
      { outcome: 'failed', reason: 'siteUnavailable' },
    ],
    [
      'a limit',
      { answer: 'slowDown', retryAfterMs: 1, scope: 'site' },
      { cause: 'rateLimited' },
      { outcome: 'failed', reason: 'rateLimited' },
    ],
    [
      'no answer, and still there',
      { answer: 'unconfirmed', message: 'gone', lost: true },
      { cause: 'siteUnavailable' },
      { outcome: 'failed', reason: 'unconfirmed' },
    ],
  ] as const)('for %s says why, and is tried again', async (_, answer, work, fact) => {
    const one = await seed(PRIYA);
    const at = bench.now();
    expect(await end(taking(answer))).toMatchObject({ settled: 1, recovered: false });
    const after = await read(one);
    expect(after?.work).toMatchObject({ state: 'stuck', tries: 1, ...work });
    const nextTryAt = after?.work.state === 'stuck' ? after.work.nextTryAt : 0;
    expect(nextTryAt).toBeGreaterThanOrEqual(at + 2 * MINUTE);
    expect(await audit()).toMatchObject([{ kind: 'effect', ...fact }]);
    // An event is promised for then.
    const [event] = bench.pushed.filter(({ item }) => item.kind === 'endDue');
    expect(event?.delaySeconds).toBeGreaterThan(60);
  });

  test('is an event the first time, and told as overdue after', async () => {
    await seed(PRIYA, {
      work: { state: 'stuck', cause: 'siteRefused', tries: 3, nextTryAt: bench.now() },
    });
    await end(taking({ answer: 'refused', message: 'no', retryable: false }));
    expect(await audit()).toEqual([]);
  });

  test.each([
    ['notConnected', { removed: true }],
    ['otherSite', { id: 'another' }],
  ])('as it is %s, is tried when that is mended', async (cause, over) => {
    const one = await seed(PRIYA);
    await bench.run(({ commit }) =>
      commit({
        connection:
          'removed' in over
            ? { removed: bench.connection }
            : { ...bench.connection, revision: 2, ...over },
      }),
    );
    expect(await end()).toMatchObject({ settled: 0 });
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause });
    expect(bench.sent).toEqual([]);
  });

  test.each([
    [503, 'siteUnavailable'],
    [401, 'credentialRejected'],
    [403, 'siteRefused'],
    [400, 'siteUnavailable'],
    [429, 'rateLimited'],
  ])('as the site answers %s where it is looked at: %s', async (status, cause) => {
    const one = await seed(PRIYA);
    bench.answer(/^\/(group|user)/, status);
    await end();
    const work = await workOf(one);
    expect(work).toMatchObject({ state: 'stuck', cause, tries: 1 });
    expect(work?.state === 'stuck' && work.siteMessage).toEqual(expect.any(String));
    expect(bench.sent).toEqual([]);
  });

  test('as the site took its time, is ended by the same run', async () => {
    const one = await seed(PRIYA);
    let looks = 0;
    const slowly = withSite(({ directory }) => ({
      directory: {
        people: async (ids) => {
          looks += 1;
          if (looks === 1) await new Promise((resolve) => setTimeout(resolve, 30 * SECOND));
          return directory.people(ids);
        },
      },
    }));
    expect(await end(slowly)).toEqual({ ...ALL_DONE, settled: 1 });
    expect(await workOf(one)).toEqual({ state: 'over' });
    expect(looks).toBeGreaterThan(1);
  });

  test.each([
    ['there are no calls left', 'callsUsedUp'],
    ['others are at what it has to note', 'othersFirst'],
  ] as const)('as %s, is left to another run', async (_, code) => {
    const one = await seed(PRIYA);
    const people = () => Promise.reject(new SiteFailure(code, 'no more', false));
    expect(await end(withSite(() => ({ directory: { people } })))).toEqual({
      ...ALL_DONE,
      settled: 0,
      left: true,
    });
    expect(await workOf(one)).toMatchObject({ state: 'settling', tries: 0 });
  });

  test('long overdue, approvers and admins are told, and later the work item', async () => {
    const over = (endsAt: Instant): Seeded => ({ grant: { endsAt, grantedAt: endsAt - HOUR } });
    await seed(PRIYA, over(bench.now() - HOUR));
    await seed(GRACE, over(bench.now() - HOUR));
    await end(taking({ answer: 'refused', message: 'no', retryable: false }));
    const told = bench.pushed.map(({ item }) => item).filter(({ kind }) => kind !== 'endDue');
    expect(told).toMatchObject([
      { kind: 'notifyOverdue', requestId: 'r1', whom: 'approver', cause: 'siteRefused' },
      { kind: 'notifyAdmins', notice: { about: 'overdue', requestId: 'r1' } },
    ]);
    expect((await audit()).filter(({ kind }) => kind === 'grant.overdue')).toHaveLength(2);
  });

  test('is told once for each request, and to admins once for each cause', async () => {
    const over = (requestId: string, name: string): Seeded => ({
      entitlement: bench.group(name),
      grant: { requestId, endsAt: bench.now() - 2 * DAY, grantedAt: bench.now() - 3 * DAY },
    });
    await seed(PRIYA, over('r1', 'qa'));
    await seed(GRACE, over('r2', 'qa'));
    await seed(PRIYA, over('r3', 'design'));
    const { groupId } = bench.group('design');
    await end(
      withSite(() => ({
        provisioner: {
          take: async (of) =>
            of.kind === 'group' && of.groupId === groupId
              ? { answer: 'credentialRejected', message: 'no' }
              : { answer: 'refused', message: 'no', retryable: false },
        },
      })),
    );
    const told = bench.pushed.flatMap(({ item }) => {
      if (item.kind === 'notifyOverdue') return `${item.whom} ${item.requestId} ${item.cause}`;
      if (item.kind !== 'notifyAdmins' || item.notice.about !== 'overdue') return [];
      return `admins ${item.notice.cause}`;
    });
    expect(told.sort()).toEqual([
      'admins credentialRejected',
      'admins siteRefused',
      'approver r1 siteRefused',
      'approver r2 siteRefused',
      'approver r3 credentialRejected',
      'workItem r1 siteRefused',
      'workItem r2 siteRefused',
      'workItem r3 credentialRejected',
    ]);
  });

  test('and could not before either, for another cause, has not come to rest', async () => {
    const work = { state: 'stuck', cause: 'siteUnavailable', tries: 1, nextTryAt: 1 } as const;
    await seed(PRIYA, { work });
    const refusal = { answer: 'refused', message: 'no', retryable: false } as const;
    expect(await end(taking(refusal))).toMatchObject({ recovered: false });
  });

  test('comes to rest once the site answers again, which is told', async () => {
    const stuck = (cause: 'siteUnavailable' | 'siteRefused', nextTryAt: Instant) =>
      ({ state: 'stuck', cause, tries: 1, nextTryAt }) as const;
    const one = await seed(PRIYA, { work: stuck('siteUnavailable', bench.now() - 1) });
    expect(await end()).toEqual({ settled: 1, left: false, more: false, recovered: true });
    expect(await workOf(one)).toEqual({ state: 'over' });
    const other = await seed(GRACE, { work: stuck('siteRefused', bench.now() - 1) });
    expect(await end()).toMatchObject({ settled: 1, recovered: false });
    expect(await workOf(other)).toEqual({ state: 'over' });
  });

  test('and waits for the site is tried before its time where a run is woken, and nothing else', async () => {
    const stuck = (cause: 'siteUnavailable' | 'siteRefused') =>
      ({ state: 'stuck', cause, tries: 1, nextTryAt: bench.now() + 30 * MINUTE }) as const;
    const one = await seed(PRIYA, { work: stuck('siteUnavailable') });
    const other = await seed(GRACE, { work: stuck('siteRefused') });
    expect(await end()).toMatchObject({ settled: 0 });
    expect(await end(undefined, { woken: true })).toMatchObject({ settled: 1, recovered: true });
    expect(await workOf(one)).toEqual({ state: 'over' });
    expect(await workOf(other)).toMatchObject({ state: 'stuck' });
  });
});

describe('each by itself', () => {
  const inGroup = async (name: string, group: string) =>
    seed(name, { entitlement: bench.group(group) });

  test('a fault of one keeps none of the others', async () => {
    const [one, other] = [await inGroup(PRIYA, 'qa'), await inGroup(PRIYA, 'design')];
    const { groupId } = bench.group('qa');
    await end(
      withSite(({ directory }) => ({
        directory: {
          holders: (entitlements, ...more) => {
            const isFaulty = entitlements.some((of) => 'groupId' in of && of.groupId === groupId);
            if (isFaulty) throw new TypeError('Not so.');
            return directory.holders(entitlements, ...more);
          },
        },
      })),
    );
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'appFault' });
    expect(await workOf(other)).toEqual({ state: 'over' });
    expect(bench.errors).toEqual(['Access that is due could not be ended']);
  });

  test('nor does one of a pass that has a fault: they are halved until it is alone', async () => {
    const all: Holding[] = [];
    for (const name of [PRIYA, GRACE, RIN, 'Mei Lin', 'Omar Farouk']) all.push(await seed(name));
    const faulty = bench.person(RIN).accountId;
    const ended = await end(
      withSite(({ provisioner }) => ({
        provisioner: {
          take: (of, from, ...more) => {
            if ('accountId' in from && from.accountId === faulty) throw new TypeError('Not so.');
            return provisioner.take(of, from, ...more);
          },
        },
      })),
    );
    const states: (Holding['work'] | undefined)[] = [];
    for (const one of all) states.push(await workOf(one));
    expect(states.map((work) => work?.state)).toEqual(['over', 'over', 'stuck', 'over', 'over']);
    expect(ended).toEqual({ ...ALL_DONE, settled: 4 });
    expect(states[2]).toMatchObject({ cause: 'appFault', tries: 1 });
  });

  test('of one who administers, too, a fault is told', async () => {
    const one = await inGroup(PRIYA, 'platform-crew');
    await end(
      withSite(() => ({
        provisioner: {
          take: () => {
            throw new TypeError('Not so.');
          },
        },
      })),
    );
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'appFault' });
  });

  test('what can’t be read keeps nobody either', async () => {
    const [one, other] = [await seed(PRIYA), await seed(GRACE)];
    poison(bench.platform, 'holding', holdingKey(holdingId(one)));
    await end();
    expect(await workOf(other)).toEqual({ state: 'over' });
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
  });

  test('the store that does not answer for now leaves it to another run', async () => {
    await seed(PRIYA);
    const failing: With = ({ commit }) => ({
      commit: async (writes) => {
        if (writes.holdings !== undefined) throw new PlatformFailure('NO', 'no', true);
        return commit(writes);
      },
    });
    expect(await end(failing)).toEqual({ ...ALL_DONE, settled: 0, left: true });
    expect(bench.errors).toEqual(['Access that is due could not be ended']);
    expect(bench.sent).toEqual([]);
  });

  test('nor one that no look mends, which keeps it as it is', async () => {
    await seed(PRIYA);
    const faulty: With = ({ commit }) => ({
      commit: async (writes) => {
        if (writes.holdings !== undefined) throw new TypeError('Not so.');
        return commit(writes);
      },
    });
    expect(await end(faulty)).toEqual({ ...ALL_DONE, settled: 0 });
    expect(bench.errors).toHaveLength(2);
  });

  test('a fault before its pass is told of all of it, and not looked for in each', async () => {
    const [one, other] = [await seed(PRIYA), await seed(GRACE)];
    let asked = 0;
    const of = () => {
      asked += 1;
      return Promise.reject(new TypeError('Not so.'));
    };
    await end(({ connections }) => ({ connections: { ...connections, of } }));
    for (const each of [one, other]) {
      expect(await workOf(each)).toMatchObject({ state: 'stuck', cause: 'appFault' });
    }
    expect(asked).toBe(1);
  });

  test('what has a short term goes first, whenever it was due', async () => {
    const names = Array.from({ length: 8 }, (_, at) => site().addGroup(`crew-${at}`).name);
    const last = names.at(-1) ?? '';
    for (const name of names) {
      const grantedAt = bench.now() - (name === last ? HOUR : 30 * DAY);
      const endsAt = bench.now() - (name === last ? MINUTE : HOUR);
      await seed(PRIYA, { entitlement: bench.group(name), grant: { grantedAt, endsAt } });
    }
    const looked: string[] = [];
    await end(
      withSite(({ directory }) => ({
        directory: {
          holders: (of, ...more) => {
            looked.push(...of.map(({ name }) => name));
            return directory.holders(of, ...more);
          },
        },
      })),
    );
    expect(looked[0]).toBe(last);
  });

  test('what somebody else has taken since a fault is theirs', async () => {
    const one = await seed(PRIYA);
    const theirs = { state: 'settling', until: bench.now() + HOUR, sent: true, tries: 0 } as const;
    await end(
      withSite(() => ({
        directory: {
          existing: async () => {
            await bench.run(async ({ holdings, commit }) => {
              const now = (await holdings.getMany([one])).found.get(holdingId(one));
              if (now === undefined) throw new Error('It is not there');
              const next = { ...now, work: theirs, revision: now.revision + 1 };
              await commit({ holdings: [next] });
            });
            throw new TypeError('Not so.');
          },
        },
      })),
    );
    expect(await workOf(one)).toEqual(theirs);
  });

  test('where there are thousands, also the light and the last ones are found', async () => {
    const [one, light, last] = [await seed(PRIYA), await seed(GRACE), await seed(RIN)];
    const found =
      (count: number): With =>
      ({ holdings }) => ({
        holdings: {
          ...holdings,
          due: async (state) => (state === 'runs' ? Array<Holding>(count).fill(one) : []),
          lightDue: async (state) => (state === 'runs' ? [light] : []),
          lastDue: async (state) => (state === 'runs' ? [last] : []),
        },
      });
    expect(await end(found(1_499))).toMatchObject({ settled: 1 });
    await seed('Mei Lin');
    expect(await end(found(1_500))).toMatchObject({ settled: 2 });
    expect([await workOf(light), await workOf(last)]).toEqual([
      { state: 'over' },
      { state: 'over' },
    ]);
  });

  test('and those that wait for the site, behind thousands that wait for something else', async () => {
    const nextTryAt = bench.now() + 30 * MINUTE;
    const work = { state: 'stuck', tries: 1, nextTryAt } as const;
    const one = await seed(PRIYA, { work: { ...work, cause: 'siteUnavailable' } });
    const other = await seed(GRACE, { work: { ...work, cause: 'groupManagedElsewhere' } });
    const asked: number[] = [];
    const behind =
      (count: number): With =>
      ({ holdings }) => ({
        holdings: {
          ...holdings,
          due: async (state, _, limit) => {
            if (state !== 'stuck') return [];
            asked.push(limit);
            return [...Array<Holding>(count).fill(other), one].slice(0, limit);
          },
          lightDue: async () => [],
          lastDue: async () => [],
        },
      });
    expect(await end(behind(5_000), { woken: true })).toMatchObject({ settled: 1 });
    expect(asked.slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
    asked.length = 0;
    await end(behind(100_000), { woken: true });
    expect(asked).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
  });

  test('others who remove from the same go first', async () => {
    const one = await seed(PRIYA);
    const key = `group:${bench.group('frontend').groupId}`;
    await bench.run(({ locks }) => locks.take(key, bench.now(), bench.now() + 4 * MINUTE));
    expect(await end()).toEqual({ ...ALL_DONE, settled: 0, left: true });
    expect(await workOf(one)).toEqual(one.work);
    expect(bench.sent).toEqual([]);
  });

  test('and others who remove admins from anything', async () => {
    const one = await inGroup(PRIYA, 'platform-crew');
    await bench.run(({ locks }) =>
      locks.take('administrators', bench.now(), bench.now() + 4 * MINUTE),
    );
    expect(await end()).toEqual({ ...ALL_DONE, settled: 0, left: true });
    expect(await workOf(one)).toMatchObject({ state: 'settling', tries: 0 });
    expect(bench.sent).toEqual([]);
  });

  test.each(['frontend', 'platform-crew'])(
    'of %s, but not again and again: an end comes before their next block',
    async (name) => {
      const one = await inGroup(PRIYA, name);
      const keeper = site().personNamed(RIN).accountId;
      site().addMember(bench.group(name).groupId, keeper);
      let blocks = 0;
      let isOver = false;
      const ended = await bench.run(async (own) => {
        const removals = async () => {
          while (!isOver && blocks < 8) {
            await removeAlone(own, bench.group(name), () => own.clock.sleep(6 * SECOND));
            blocks += 1;
          }
        };
        const ends = async () => {
          await own.clock.sleep(SECOND);
          const allowance = allowanceOf(bench.now() + 4 * MINUTE, 10, own.callsMade);
          const work = { woken: false, allowance, ...ALONE };
          const done = await endDue({ ...own, noticesPromised: new Set() }, work);
          isOver = true;
          return done;
        };
        return (await Promise.all([ends(), removals()]))[0];
      });
      expect(ended).toEqual({ ...ALL_DONE, settled: 1 });
      expect(await workOf(one)).toEqual({ state: 'over' });
      expect(blocks).toBeLessThanOrEqual(2);
    },
  );

  test('once the site is seen to be down, the others need not try', async () => {
    const groups = Array.from({ length: 20 }, (_, at) => site().addGroup(`crew-${at}`).name);
    const all: Holding[] = [];
    for (const name of groups) all.push(await inGroup(PRIYA, name));
    let looks = 0;
    const down = () => Promise.reject(new SiteFailure('siteUnavailable', 'no', true));
    const counting = withSite(() => ({
      directory: {
        ownAccount: down,
        existing: () => {
          looks += 1;
          return down();
        },
      },
    }));
    await end(counting);
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(looks).toBeLessThan(groups.length);
    for (const one of all) {
      expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'siteUnavailable' });
    }
  });

  test('however many groups the site does not answer about, others do not wait for them', async () => {
    const slow = Array.from({ length: 12 }, (_, at) => site().addGroup(`crew-${at}`));
    // The shortest terms come first.
    const shortest = { grantedAt: bench.now() - 2 * MINUTE };
    for (const { name } of slow) {
      await seed(GRACE, { entitlement: bench.group(name), grant: shortest });
    }
    await seed(PRIYA);
    const begun = bench.now();
    let goneAfter = Number.POSITIVE_INFINITY;
    await end(
      withSite(({ provisioner, directory }) => ({
        directory: {
          existing: async (asked) => {
            const ids = groupIdsOf(asked);
            if (!slow.some(({ groupId }) => ids.includes(groupId))) {
              return directory.existing(asked);
            }
            await new Promise((resolve) => setTimeout(resolve, 75 * SECOND));
            throw new SiteFailure('siteUnavailable', 'no', true);
          },
        },
        provisioner: {
          take: (...of) => {
            goneAfter = bench.now() - begun;
            return provisioner.take(...of);
          },
        },
      })),
    );
    expect(bench.isMember('frontend', PRIYA)).toBe(false);
    expect(goneAfter).toBeLessThan(20 * SECOND);
  });

  test.each([
    ['two that fail', 2, true, 0],
    ['three', 3, true, 1],
    ['twenty', 20, true, 6],
    ['twenty that end', 20, false, 0],
  ])(
    'but where only groups fail, each is tried, and the site is looked at after each three: %s',
    async (_, count, fails, expected) => {
      const groups = Array.from({ length: count }, (__, at) => site().addGroup(`crew-${at}`).name);
      for (const name of groups) await inGroup(PRIYA, name);
      let takes = 0;
      let looks = 0;
      await end(
        withSite(({ provisioner, directory }) => ({
          provisioner: {
            take: async (...of) => {
              takes += 1;
              if (!fails) return provisioner.take(...of);
              return { answer: 'credentialRejected', message: 'no' };
            },
          },
          directory: {
            ownAccount: (afresh) => {
              if (afresh === true) looks += 1;
              return directory.ownAccount(afresh);
            },
          },
        })),
      );
      expect([takes, looks]).toEqual([groups.length, expected]);
    },
  );

  test('what there are no calls for is left, and said to be more', async () => {
    await seed(PRIYA);
    expect(await end(undefined, { calls: 1 })).toEqual({ ...ALL_DONE, settled: 0, more: true });
    expect(bench.sent).toEqual([]);
  });

  test('and of many of one group, as many are taken as there are calls for', async () => {
    const names = [PRIYA, GRACE, RIN, 'Mei Lin', 'Omar Farouk', 'Nadia Rahimi'];
    const all: Holding[] = [];
    for (const name of names) all.push(await seed(name));
    // Five calls, of which four are for removals.
    const ended = await bench.run((own) =>
      endDue(
        { ...own, noticesPromised: new Set() },
        {
          woken: false,
          allowance: { deadline: bench.now() + MINUTE, calls: 5, pauseUntil: 0 },
          ...ALONE,
        },
      ),
    );
    expect(ended).toEqual({ ...ALL_DONE, settled: 4, more: true });
    expect(bench.sent).toHaveLength(4);
  });
});

describe('what others write meanwhile', () => {
  /** As the removal is sent, and before its answer is written. */
  const meanwhile = (write: () => Promise<unknown>): With => {
    let calls = 0;
    return withSite(({ provisioner }) => ({
      provisioner: {
        take: async (...of) => {
          calls += 1;
          const answer = await provisioner.take(...of);
          if (calls === 1) await write();
          return answer;
        },
      },
    }));
  };
  const rewrite = (over: (one: Holding) => Partial<Holding>) => async () => {
    const before = heldBy(PRIYA);
    await bench.run(async ({ holdings, commit }) => {
      const one = (await holdings.getMany([before])).found.get(holdingId(before));
      if (one === undefined) throw new Error('It is not there');
      const next = { ...one, ...over(one), revision: one.revision + 1 };
      expect(await commit({ holdings: [next] })).toBe('committed');
    });
  };

  test('a grant that was given meanwhile is given back what the pass has taken', async () => {
    const longer = grant({
      requestId: 'r2',
      grantedAt: bench.now(),
      approvedAt: bench.now(),
      endsAt: bench.now() + DAY,
    });
    const one = await seed(PRIYA);
    await end(meanwhile(rewrite(({ grants }) => ({ grants: [...grants, longer] }))));
    expect(bench.isMember('frontend', PRIYA)).toBe(true);
    const after = await read(one);
    expect(after?.work).toMatchObject({ state: 'runs', dueAt: longer.endsAt });
    const effects = (await audit()).filter(({ kind }) => kind === 'effect');
    expect(effects.map((of) => 'action' in of && of.action).sort()).toEqual([
      'group.addUser',
      'group.removeUser',
    ]);
  });

  const lost = { answer: 'unconfirmed', message: 'gone', lost: true } as const;

  test('what was given meanwhile is not taken by a second try, and that it may have been is told', async () => {
    const longer = grant({ requestId: 'r2', grantedAt: bench.now(), endsAt: bench.now() + DAY });
    const one = await seed(PRIYA);
    let calls = 0;
    await end(
      withSite(() => ({
        provisioner: {
          take: async () => {
            calls += 1;
            await rewrite(({ grants }) => ({ grants: [...grants, longer] }))();
            return lost;
          },
        },
      })),
    );
    expect([calls, bench.isMember('frontend', PRIYA)]).toEqual([1, true]);
    expect(await workOf(one)).toMatchObject({ state: 'runs', dueAt: longer.endsAt });
    expect((await audit()).filter(({ kind }) => kind === 'effect')).toMatchObject([
      { action: 'group.removeUser', outcome: 'failed', reason: 'unconfirmed', unproved: true },
    ]);
  });

  test('nor where it can’t be known whether it was', async () => {
    const one = await seed(PRIYA);
    let calls = 0;
    await end((own) => ({
      ...withSite(() => ({
        provisioner: {
          take: async () => {
            calls += 1;
            return lost;
          },
        },
      }))(own),
      holdings: {
        ...own.holdings,
        getMany: (of) => {
          if (calls > 0) throw new TypeError('Not to be read.');
          return own.holdings.getMany(of);
        },
      },
    }));
    expect(calls).toBe(1);
    expect(bench.errors).toContain('What is to be sent again could not be read');
    expect(await workOf(one)).toMatchObject({ state: 'settling' });
  });

  test('who was gone as a second call came: that the app did it is not proved', async () => {
    const work = { state: 'settling', until: bench.now() - 1, sent: true, tries: 0 } as const;
    const one = await seed(PRIYA, { work });
    await end(taking({ answer: 'alreadySo' }));
    expect(await workOf(one)).toEqual({ state: 'over' });
    expect((await audit()).filter(({ kind }) => kind === 'effect')).toMatchObject([
      { outcome: 'applied', unproved: true },
    ]);
  });

  /** Three times in a row it is not taken: it is looked again by then whether it may be sent. */
  const troubled = (then: () => unknown = () => {}): With => {
    let calls = 0;
    return withSite(({ provisioner }) => ({
      provisioner: {
        take: async (...of) => {
          calls += 1;
          if (calls === 3) await then();
          if (calls <= 3) return { answer: 'refused', message: 'down', retryable: true };
          return provisioner.take(...of);
        },
      },
    }));
  };

  test('it is taken all the same once the site takes it', async () => {
    const one = await seed(PRIYA);
    await end(troubled());
    expect(await workOf(one)).toEqual({ state: 'over' });
  });

  test.each<[string, () => Seeded, () => unknown]>([
    [
      'where it matters who is left, who may have gone meanwhile',
      () => ({ entitlement: bench.group('platform-crew') }),
      () => {},
    ],
    [
      'once the site is disconnected',
      () => ({}),
      () => bench.run(({ commit }) => commit({ connection: { removed: bench.connection } })),
    ],
  ])('but not %s', async (_, over, then) => {
    const one = await seed(PRIYA, over());
    await end(troubled(then));
    expect(await workOf(one)).toMatchObject({ state: 'stuck' });
    expect(bench.sent).toEqual([]);
  });

  test('where others write it again and again, it is left to the next look', async () => {
    await seed(PRIYA);
    let calls = 0;
    const ended = await end(
      withSite(({ provisioner }) => {
        const racing =
          (own: Provisioner['take']): Provisioner['take'] =>
          async (...of) => {
            calls += 1;
            const answer = await own(...of);
            const isThere = calls % 2 === 0;
            const endsAt = bench.now() + (isThere ? -1 : DAY);
            await rewrite(({ grants }) => ({
              grants: grants.map((one) => ({ ...one, endsAt })),
            }))();
            return answer;
          };
        return { provisioner: { take: racing(provisioner.take), give: racing(provisioner.give) } };
      }),
    );
    expect(calls).toBe(3);
    expect(ended).toMatchObject({ left: true });
  });

  test('where it matters who is left, and the site fails as it is looked at once more, it is told', async () => {
    const one = await seed(PRIYA, { entitlement: bench.group('platform-crew') });
    let looks = 0;
    await end(
      withSite(({ directory }) => ({
        directory: {
          existing: (asked) => {
            looks += 1;
            if (looks === 1) return directory.existing(asked);
            return Promise.reject(new SiteFailure('forbidden', 'no', false));
          },
        },
      })),
    );
    expect(looks).toBe(2);
    expect(await workOf(one)).toMatchObject({ state: 'stuck', cause: 'siteRefused' });
    expect(bench.sent).toEqual([]);
  });

  test('where another pass has begun meanwhile it is left to that one, and what was done is told', async () => {
    const until = bench.now() + 2 * HOUR;
    const work = { state: 'settling', until, sent: true, tries: 0 } as const;
    const one = await seed(PRIYA);
    await end(meanwhile(rewrite(() => ({ work }))));
    expect(await workOf(one)).toEqual(work);
    expect((await audit()).map(({ kind }) => kind)).toEqual(['effect']);
  });
});

describe('an event of ends', () => {
  const carry = (over?: With, { woken = false, calls = 1_000 } = {}) =>
    bench.run(async (own) =>
      carryOutEnds(
        { ...own, ...over?.(own) },
        {
          outboxId: 'ends.1',
          claimedUntil: await claim(own.outbox),
          woken,
          allowance: allowanceOf(bench.now() + 4 * MINUTE, calls / 75, own.callsMade),
        },
      ),
    );
  const claim = async (outbox: Ports['outbox']) => {
    const now = bench.now();
    return (await outbox.claim('ends.1', now, now + MINUTE))?.claimedUntil ?? 0;
  };
  const promise = () => bench.run(({ outbox }) => outbox.get('ends.1'));
  beforeEach(() =>
    bench.run(({ commit }) =>
      commit({
        outbox: [
          {
            id: 'ends.1',
            item: { kind: 'endDue' },
            dueAt: bench.now(),
            bulk: false,
            claimedUntil: 0,
            attempts: 0,
          },
        ],
      }),
    ),
  );

  test('is fulfilled once all has ended', async () => {
    await seed(PRIYA);
    await carry();
    expect(await promise()).toBeUndefined();
    expect(bench.pushed).toEqual([]);
  });

  test('goes on at once where there is more than it has calls for', async () => {
    await seed(PRIYA);
    await carry(undefined, { calls: 1 });
    expect(bench.pushed).toEqual([{ outboxId: 'ends.1', item: { kind: 'endDue' } }]);
    expect(await promise()).toBeDefined();
  });

  test('and after a while where something is left', async () => {
    await seed(PRIYA);
    const people = () => Promise.reject(new SiteFailure('callsUsedUp', 'no more', false));
    const before = bench.now();
    await carry(withSite(() => ({ directory: { people } })));
    const [{ outboxId = '' } = {}, ...others] = bench.pushed;
    expect(others).toEqual([]);
    const at = promisedFor(outboxId);
    expect(at).toBeGreaterThanOrEqual(before + 15 * SECOND);
    expect(at).toBeLessThan(bench.now() + 25 * SECOND);
    expect(await promise()).toBeUndefined();
  });

  test('which a run that was woken does itself: no other looks at what waits for the site', async () => {
    await seed(PRIYA);
    const people = () => Promise.reject(new SiteFailure('callsUsedUp', 'no more', false));
    const before = bench.now();
    await carry(
      withSite(() => ({ directory: { people } })),
      { woken: true },
    );
    expect(bench.pushed.filter(({ outboxId }) => outboxId === 'ends.1')).toEqual([
      { outboxId: 'ends.1', item: { kind: 'endDue' }, delaySeconds: 30 },
    ]);
    const dueAt = (await promise())?.dueAt ?? 0;
    expect(dueAt).toBeGreaterThanOrEqual(before + 30 * SECOND);
    expect(dueAt).toBeLessThan(bench.now() + 31 * SECOND);
  });

  test('is another run’s by now, which says itself how it goes on', async () => {
    await seed(PRIYA);
    const claimedUntil = bench.now() + 3 * MINUTE;
    const take = async () => {
      const later = claimedUntil - MINUTE;
      await bench.run(({ outbox }) => outbox.claim('ends.1', later, claimedUntil));
      return { answer: 'done' } as const;
    };
    await carry(withSite(() => ({ provisioner: { take } })));
    expect(await promise()).toMatchObject({ claimedUntil });
    expect(bench.pushed).toEqual([]);
  });

  test('comes to what another run is at as soon as that one’s pass is over', async () => {
    const until = bench.now() + 40 * SECOND;
    await seed(PRIYA, { work: { state: 'settling', until, sent: true, tries: 0 } });
    await carry();
    expect(await promise()).toBeUndefined();
    const [{ outboxId = '', delaySeconds = 0 } = {}, ...others] = bench.pushed;
    expect(others).toEqual([]);
    const at = promisedFor(outboxId);
    expect(at).toBeGreaterThanOrEqual(until);
    expect(at).toBeLessThan(until + 10 * SECOND);
    expect(delaySeconds).toBeGreaterThan(0);
  });

  describe('beside a group that the site does not answer about for long', () => {
    const LONG = 75 * SECOND;
    const slowly = (over: Partial<Directory>): With =>
      withSite(({ directory }) => ({
        directory: {
          ...over,
          existing: async (asked) => {
            if (!groupIdsOf(asked).includes(bench.group('frontend').groupId)) {
              return directory.existing(asked);
            }
            await new Promise((resolve) => setTimeout(resolve, LONG));
            throw new SiteFailure('siteUnavailable', 'no', true);
          },
        },
      }));
    /** What was pushed before that was over. */
    const pushedBefore = async (calls: () => number, over: Partial<Directory> = {}) => {
      await seed(PRIYA);
      await seed(GRACE, { entitlement: bench.group('design') });
      await seed(GRACE, { entitlement: bench.group('qa') });
      const begun = bench.now();
      const before: string[] = [];
      const push: Ports['queue']['push'] = async (items) => {
        if (bench.now() < begun + LONG) before.push(...items.map(({ outboxId }) => outboxId));
      };
      const allowance: Allowance = {
        deadline: begun + HOUR,
        get calls() {
          return calls();
        },
        pauseUntil: 0,
      };
      await bench.run(async (own) =>
        carryOutEnds(
          { ...own, ...slowly(over)(own), queue: { push } },
          {
            outboxId: 'ends.1',
            claimedUntil: await claim(own.outbox),
            woken: false,
            allowance,
          },
        ),
      );
      expect(bench.now()).toBeGreaterThanOrEqual(begun + LONG);
      return before;
    };

    test('goes on elsewhere at once, where there are not enough calls for the rest', async () => {
      let asked = 0;
      const calls = () => {
        asked += 1;
        return asked <= 3 ? 1_000 : 0;
      };
      expect(await pushedBefore(calls)).toEqual(['ends.1']);
      expect(await promise()).toMatchObject({ claimedUntil: 0 });
    });

    test('what is left is looked at again soon', async () => {
      const people: Directory['people'] = async (ids) => {
        if (!ids.includes(bench.person(GRACE).accountId)) return new Map();
        throw new SiteFailure('callsUsedUp', 'no more', false);
      };
      expect(await pushedBefore(() => 1_000, { people })).toEqual([
        expect.stringMatching(/^ends\.\d{2,}$/),
      ]);
    });
  });

  test.each([
    [false, ['ends.woken']],
    [true, []],
  ])(
    'wakes what waits for the site once that answers, unless it was woken: %s',
    async (woken, ids) => {
      await seed(PRIYA, {
        work: { state: 'stuck', cause: 'siteUnavailable', tries: 1, nextTryAt: bench.now() - 1 },
      });
      await carry(undefined, { woken });
      expect(bench.pushed.map(({ outboxId }) => outboxId.split('.').slice(0, 2).join('.'))).toEqual(
        ids,
      );
    },
  );
});

test('a sweep sees to what is due behind a record that can’t be read', async () => {
  const longest = bench.now() - HOUR;
  const first = await seed(PRIYA, {
    grant: { endsAt: longest },
    work: { state: 'runs', dueAt: longest },
  });
  await seed(GRACE);
  poison(bench.platform, 'holding', holdingKey(holdingId(first)));
  await bench.run(scheduleEnds);
  expect(bench.pushed).toEqual([
    { outboxId: expect.stringMatching(/^ends\./), item: { kind: 'endDue' } },
  ]);
});

describe('where the store has taken as much as it takes in a minute', () => {
  test('nothing more is begun, and what is to end first is the first to end once it takes calls again', async () => {
    const of = (name: string, days: number) => {
      const endsAt = bench.now() - MINUTE;
      return { entitlement: bench.group(name), grant: { grantedAt: endsAt - days * DAY, endsAt } };
    };
    const short = await seed(PRIYA, of('frontend', 1));
    const long = await seed(PRIYA, of('design', 30));
    const written: string[] = [];
    let refused = 2;
    const ended = await end(({ commit }) => ({
      commit: async (writes) => {
        if (writes.holdings !== undefined && refused > 0) {
          refused -= 1;
          throw new PlatformFailure('TOO_MANY_REQUESTS', 'Too many', true);
        }
        for (const one of writes.holdings ?? []) {
          if (one.work.state === 'settling') written.push(holdingId(one));
        }
        return commit(writes);
      },
    }));
    expect(ended).toEqual({ ...ALL_DONE, settled: 2 });
    expect(written).toEqual([short, long].map(holdingId));
  });
});
