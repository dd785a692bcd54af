import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { consoleLog } from '../../src/adapters/forge/console-log';
import { randomIds } from '../../src/adapters/forge/random-ids';
import { hostAsApp } from '../../src/adapters/jira/host-as-app';
import { issueNotifier } from '../../src/adapters/jira/issue-notifier';
import { auditTrail } from '../../src/adapters/storage/audit-trail';
import { commit } from '../../src/adapters/storage/commit';
import { connectionStore } from '../../src/adapters/storage/connection-store';
import { deliveryStore } from '../../src/adapters/storage/delivery-store';
import { groupApprovals } from '../../src/adapters/storage/group-approvals';
import { holdingStore } from '../../src/adapters/storage/holding-store';
import { keptPeople } from '../../src/adapters/storage/kept-people';
import { outbox } from '../../src/adapters/storage/outbox';
import { policyStore } from '../../src/adapters/storage/policy-store';
import { requestStore } from '../../src/adapters/storage/request-store';
import type { Person } from '../../src/domain/action/person';
import type { RecordKind } from '../../src/domain/aside/aside';
import type { AuditEvent } from '../../src/domain/audit/audit-event';
import { ADMINS, type AdminNotice, nameOfNotice } from '../../src/domain/delivery/admin-notice';
import {
  APPROVERS,
  type Delivery,
  deliveryOf,
  noDeliveries,
  noteDelivery,
} from '../../src/domain/delivery/deliveries';
import type { StuckCause } from '../../src/domain/grant/stuck-cause';
import { holdingId } from '../../src/domain/holding/holding';
import { DAY, FAR_AHEAD, HOUR, MINUTE } from '../../src/domain/lib/time';
import { FIRST_POLICY } from '../../src/domain/policy/policy';
import type { AccessRequest, AwaitingApproval } from '../../src/domain/request/access-request';
import { findLateCause } from '../../src/operations/holding/list-overdue';
import { emailThroughIssue } from '../../src/operations/notification/email-through-issue';
import { findAdminsNotReached } from '../../src/operations/notification/find-admins-not-reached';
import { issuesToTellThrough } from '../../src/operations/notification/issues-to-tell-through';
import { notifyAdmins } from '../../src/operations/notification/notify-admins';
import { notifyApprovers } from '../../src/operations/notification/notify-approvers';
import { notifyLate } from '../../src/operations/notification/notify-late';
import { notifyOutcome } from '../../src/operations/notification/notify-outcome';
import { notifyWithdrawn } from '../../src/operations/notification/notify-withdrawn';
import {
  type TellWork,
  tellOnce,
  type WhatToTell,
} from '../../src/operations/notification/tell-once';
import { promiseOf } from '../../src/operations/outbox/promise-admin-notice';
import { promiseWork } from '../../src/operations/outbox/promise-work';
import type { HoldingStore } from '../../src/ports/holding-store';
import type { Site } from '../../src/ports/site';
import { UnreadableRecord } from '../../src/ports/unreadable-record';
import { type MovedClock, movedClock } from '../support/moved-clock';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';
import {
  awaiting,
  grant,
  holding,
  inState,
  connection as sampleConnection,
  stage,
} from '../support/samples';

const unreadableRecord = (kind: RecordKind, key: string) =>
  new UnreadableRecord(kind, key, 'value');

/** Whom the app tells, by which way, and what is kept of that: on the real store, in a real issue. */
let platform: Platform;
let clock: MovedClock;
beforeAll(async () => {
  platform = await openBench();
  clock = movedClock(platform.clock.now());
  // Everything is told in the same few issues.
  platform.atlassian.limits.set({ perIssue: [] });
});
afterAll(() => platform.close());
beforeEach(() => clock.move(MINUTE));
afterEach(() => platform.atlassian.faults.clear());

const inForge = <T>(run: () => Promise<T>) => runInForge(platform, run);
const ports = () => ({
  requests: requestStore,
  deliveries: deliveryStore,
  connections: connectionStore,
  policies: policyStore,
  keptPeople,
  trail: auditTrail,
  outbox,
  commit,
  notifier: issueNotifier(clock),
  hostAsApp: hostAsApp(clock),
  clock,
  ids: randomIds,
  log: consoleLog,
  holdings: held('overdue'),
});
type HeldNow = 'overdue' | 'missing' | 'over' | 'prolonged' | 'given by another' | 'unreadable';
/** Whatever is looked up stands so by now. */
function held(how: HeldNow, cause: StuckCause = 'recordUnreadable'): HoldingStore {
  const work = { state: 'stuck', cause, tries: 1, nextTryAt: 1 } as const;
  const standing = (requestId: string) => {
    if (how === 'over') return holding([]);
    const one = { requestId: how === 'given by another' ? 'another' : requestId };
    const isInForce = how === 'prolonged' || how === 'missing';
    const endsAt = isInForce ? undefined : clock.now() - HOUR;
    const missing = how === 'missing' ? { missingSince: clock.now() - HOUR } : {};
    return holding([grant({ ...one, endsAt })], { work, ...missing });
  };
  return {
    ...holdingStore,
    getMany: async (all) => {
      const ids = all.map(holdingId);
      const found = new Map(ids.map((id) => [id, standing(`told-${last}`)]));
      const none = { found: new Map(), unreadable: new Set(ids) };
      return how === 'unreadable' ? none : { found, unreadable: new Set() };
    },
    due: async (state) => (state === 'stuck' ? [standing('any')] : []),
  };
}
const person = (name: string): Person => {
  const { accountId, displayName } = platform.atlassian.directory.personNamed(name);
  return { accountId, displayName };
};
const maya = () => person('Maya Lindqvist');
const olivia = () => person('Olivia Hart');
const site = () => platform.atlassian.directory;
const issueOf = (key: string) => {
  const { id, projectKey } = site().issue(key) ?? { id: '', projectKey: '' };
  const projectId = site().projectOf(projectKey).id;
  return { cloudId: platform.atlassian.cloudId, id, key, projectId, projectKey };
};
const fault = (path: RegExp, status: number, more: Partial<FaultRule> = {}) =>
  platform.atlassian.faults.add({
    method: 'POST',
    path,
    ...more,
    effect: { kind: 'answer', status, body: '{}' },
  });
const COMMENT = /\/comment/;
const EMAIL = /\/notify$/;
const comments = (key = 'WEB-1') => site().issue(key)?.comments ?? [];
const mails = (name: string) => platform.atlassian.mailOf(person(name).accountId);

let last = 0;
/** A request of an issue that is there, with a promise to tell something of it. */
async function stored(request: AccessRequest = awaiting(), issueKey = 'WEB-1') {
  last += 1;
  const id = `told-${last}`;
  const kept = { ...request, id, revision: 1, issue: issueOf(issueKey) };
  const item = { kind: 'notifyApprovers', requestId: id } as const;
  const entry = promiseWork(randomIds, clock.now(), item);
  await inForge(() => commit({ request: kept, outbox: [entry] }));
  const isPromised = () => inForge(async () => (await outbox.get(entry.id)) !== undefined);
  const work: TellWork = { requestId: id, outboxId: entry.id, claimedUntil: undefined };
  const told = (about: string) =>
    inForge(async () => deliveryOf(await deliveryStore.of(id), about));
  return { request: kept, work, isPromised, told, dueAt: () => dueAt(entry.id) };
}
const dueAt = (id: string) => inForge(async () => (await outbox.get(id))?.dueAt);
const recordsOf = (requestId: string) =>
  inForge(async () => {
    const { records } = await auditTrail.search({});
    return records.filter((one) => one.requestId === requestId);
  });
const eventsOf = async (requestId: string): Promise<readonly AuditEvent[]> =>
  (await recordsOf(requestId)).flatMap(({ events }) => events);

describe('people of a request', () => {
  const what = (more: Partial<WhatToTell> = {}): WhatToTell => ({
    about: `${APPROVERS}x`,
    to: [maya()],
    message: { subject: 'WEB-1: decide', blocks: [[{ mention: maya() }, ' please decide.']] },
    audited: true,
    ...more,
  });
  const tell = async (one: Awaited<ReturnType<typeof stored>>, more: Partial<WhatToTell> = {}) =>
    inForge(() => tellOnce(ports(), one.work, one.request, what(more)));

  test('are told once by a comment, and the audit says so', async () => {
    const one = await stored();
    const before = comments().length;
    await tell(one);
    expect(comments()).toHaveLength(before + 1);
    expect(await one.isPromised()).toBe(false);
    const at = clock.now();
    expect(await one.told(`${APPROVERS}x`)).toEqual({
      about: `${APPROVERS}x`,
      to: [expect.objectContaining(maya())],
      since: at,
      outcome: { outcome: 'told', by: 'comment', at },
    });
    expect(await eventsOf(one.request.id)).toMatchObject([
      { kind: 'approver.notified', to: [maya()], by: 'comment' },
    ]);
    // Another promise of the same is fulfilled already; one of something else is not.
    const again = { ...one.work, outboxId: 'again' };
    const item = { kind: 'notifyApprovers', requestId: one.request.id } as const;
    const entry = { ...promiseWork(randomIds, clock.now(), item), id: 'again' };
    await inForge(() => commit({ outbox: [entry] }));
    await inForge(() => tellOnce(ports(), again, one.request, what()));
    expect(comments()).toHaveLength(before + 1);
    expect(await inForge(() => outbox.get('again'))).toBeUndefined();
    await tell({ ...one, work: { ...one.work, mark: 'another' } }, { about: `${APPROVERS}y` });
    expect(comments()).toHaveLength(before + 2);
    expect(mails('Maya Lindqvist').some(({ kind }) => kind === 'notify')).toBe(false);
  });

  test('are told without a word in the audit where that is not asked for', async () => {
    const one = await stored();
    await tell(one, { audited: false });
    expect(await recordsOf(one.request.id)).toEqual([]);
    fault(COMMENT, 503);
    fault(EMAIL, 503);
    await tell(one, { audited: false, about: 'other' });
    expect(await eventsOf(one.request.id)).toEqual([]);
  });

  test('are not told twice by a comment that a try left behind', async () => {
    const one = await stored();
    const before = comments().length;
    const marked = { ...one, work: { ...one.work, mark: `mark-${one.request.id}` } };
    await tell(marked);
    await tell(marked, { about: 'the same by another name' });
    expect(comments()).toHaveLength(before + 1);
    await tell(one, { about: 'by its promise' });
    expect(comments()).toHaveLength(before + 2);
  });

  test('are told by an email where no comment can be written', async () => {
    fault(COMMENT, 403);
    const one = await stored();
    const before = mails('Maya Lindqvist').length;
    await tell(one);
    expect(mails('Maya Lindqvist')).toHaveLength(before + 1);
    expect(await one.told(`${APPROVERS}x`)).toMatchObject({
      outcome: { outcome: 'told', by: 'email' },
    });
    expect(await eventsOf(one.request.id)).toMatchObject([
      { kind: 'approver.notified', by: 'email' },
    ]);
  });

  test.each([
    ['refused', 403, 403],
    ['unavailable', 503, 403],
    ['unavailable', 403, 503],
  ] as const)(
    'are told later where neither works: %s, by %i and %i',
    async (problem, byComment, byEmail) => {
      const one = await stored();
      fault(COMMENT, byComment);
      fault(EMAIL, byEmail);
      await tell(one);
      const since = clock.now();
      const about = `${APPROVERS}x`;
      expect(await one.told(about)).toMatchObject({
        since,
        outcome: { outcome: 'notYet', problem, tries: 1, at: since },
      });
      expect(await one.dueAt()).toBe(since + 30_000);
      const missed = [{ kind: 'approver.notTold', to: [maya()], problem }];
      expect(await eventsOf(one.request.id)).toMatchObject(missed);
      clock.move(MINUTE);
      await tell(one);
      expect(await one.told(about)).toMatchObject({ since, outcome: { tries: 2 } });
      expect(await one.dueAt()).toBe(clock.now() + MINUTE);
      // Said once: that it was tried again is nothing new.
      expect(await eventsOf(one.request.id)).toMatchObject(missed);
      clock.move(DAY);
      await tell(one);
      expect(await one.told(about)).toMatchObject({ outcome: { outcome: 'givenUp', tries: 3 } });
      expect(await one.isPromised()).toBe(false);
      platform.atlassian.faults.clear();
      const before = comments().length;
      await tell(one);
      expect(comments()).toHaveLength(before);
    },
  );

  const customersRead = (text: string) =>
    text.replaceAll(/"projectTypeKey":"\w+"/g, '"projectTypeKey":"service_desk"');
  const publicly = () => {
    const effect = (rewrite: (text: string) => string): FaultRule['effect'] => ({
      kind: 'rewritten',
      rewrite: ({ text }) => rewrite(text),
    });
    platform.atlassian.faults.add({
      path: COMMENT,
      effect: effect((text) => text.replaceAll(/"jsdPublic":\w+/g, '"jsdPublic":true')),
    });
    platform.atlassian.faults.add({ path: /^\/issue\/\d+$/, effect: effect(customersRead) });
  };

  test.each([true, false])(
    'are told by an email where customers read the comment; taken back: %s',
    async (takenBack) => {
      if (!takenBack) fault(COMMENT, 403, { method: 'DELETE' });
      publicly();
      const one = await stored();
      await tell(one, { audited: false });
      expect(await one.told(`${APPROVERS}x`)).toMatchObject({ outcome: { by: 'email' } });
      expect(await eventsOf(one.request.id)).toMatchObject([{ kind: 'comment.public', takenBack }]);
    },
  );

  test('are not known to be told where it is no failure of the site', async () => {
    const one = await stored();
    const broken = new TypeError('a fault of the app');
    const notifier = { ...issueNotifier(clock), comment: () => Promise.reject(broken) };
    const telling = inForge(() =>
      tellOnce({ ...ports(), notifier }, one.work, one.request, what()),
    );
    await expect(telling).rejects.toBe(broken);
    expect(await one.told(`${APPROVERS}x`)).toBeUndefined();
    expect(await one.isPromised()).toBe(true);
  });

  /** Somebody else writes the same record between reading and writing, so often. */
  const raced = (
    one: Awaited<ReturnType<typeof stored>>,
    entry: (place: number) => Delivery,
    times = 1,
  ) => {
    let left = times;
    const racing: typeof commit = async (writes) => {
      if (left > 0 && writes.deliveries !== undefined) {
        left -= 1;
        const now = await deliveryStore.of(one.request.id);
        await commit({ deliveries: noteDelivery(now, entry(left)) });
      }
      return commit(writes);
    };
    return { ...ports(), commit: racing };
  };
  const other = (about: string, at: number): Delivery => ({
    about,
    to: [olivia()],
    since: at,
    outcome: { outcome: 'told', by: 'email', at },
  });

  test('stay told of something else that was told meanwhile, up to three times', async () => {
    const one = await stored();
    const others = (place: number) => other(`other ${place}`, clock.now());
    await inForge(() => tellOnce(raced(one, others, 3), one.work, one.request, what()));
    const told = await inForge(() => deliveryStore.of(one.request.id));
    expect(told.told.map(({ about }) => about)).toEqual([
      'other 2',
      'other 1',
      'other 0',
      `${APPROVERS}x`,
    ]);
    expect(told.revision).toBe(4);
    expect(await one.isPromised()).toBe(false);
    const next = await stored();
    await inForge(() => tellOnce(raced(next, others, 4), next.work, next.request, what()));
    expect(await next.told(`${APPROVERS}x`)).toBeUndefined();
    expect(await next.isPromised()).toBe(true);
  });

  test('stay told by another promise meanwhile, where this one comes to nothing', async () => {
    fault(COMMENT, 503);
    fault(EMAIL, 503);
    const one = await stored();
    const same = other(`${APPROVERS}x`, clock.now());
    await inForge(() =>
      tellOnce(
        raced(one, () => same),
        one.work,
        one.request,
        what(),
      ),
    );
    expect(await one.told(`${APPROVERS}x`)).toMatchObject({ outcome: { by: 'email' } });
    expect(await eventsOf(one.request.id)).toEqual([]);
    expect(await one.isPromised()).toBe(false);
  });

  test('are told beside a record that can’t be read, which silences nobody', async () => {
    const one = await stored();
    const unreadable = (names: readonly string[]) => ({
      ...ports(),
      deliveries: {
        of: async (name: string) => {
          if (names.includes(name)) throw unreadableRecord('telling', name);
          return deliveryStore.of(name);
        },
      },
    });
    const { id } = one.request;
    const names = [id, ...[2, 3, 4].map((record) => `${id}.${record}`)];
    await inForge(() => tellOnce(unreadable(names), one.work, one.request, what()));
    const told = await inForge(() => deliveryStore.of(`${id}.5`));
    expect(told.told).toHaveLength(1);
    const all = [...names, `${id}.5`];
    const telling = inForge(() => tellOnce(unreadable(all), one.work, one.request, what()));
    await expect(telling).rejects.toBeInstanceOf(UnreadableRecord);
  });
});

describe('those who may decide', () => {
  const priya = () => person('Priya Raman');
  const asking = (who: Person, group = 'frontend') => ({
    subjects: [{ kind: 'person' as const, ...who }],
    changes: [
      {
        verb: 'add' as const,
        entitlement: {
          kind: 'group' as const,
          groupId: site().groupNamed(group).groupId,
          name: group,
        },
        subjects: [0],
      },
    ],
  });
  const notify = (one: Awaited<ReturnType<typeof stored>>, fallback: readonly Person[] = []) => {
    const policy = { ...FIRST_POLICY, fallbackApprovers: fallback };
    const directory = openDirectory(platform, { clock });
    const all = {
      ...ports(),
      connections: { ...connectionStore, of: async () => undefined, all: async () => [] },
      policies: { ...policyStore, inForce: async () => policy },
      siteOf: () => ({ directory }) as Site,
      groupApprovals,
      standIns: { awayNow: async () => new Map(), of: async () => undefined },
      holdings: holdingStore,
    };
    return inForge(() => notifyApprovers(all, one.work));
  };
  const asked = (more: Partial<AwaitingApproval> = {}) =>
    stored(
      awaiting({
        requester: person('Noah Okafor'),
        ask: asking(priya()),
        approvals: [stage(olivia())],
        connectionId: platform.atlassian.cloudId,
        ...more,
      }),
    );
  const toldOf = async (one: Awaited<ReturnType<typeof stored>>) =>
    (await inForge(() => deliveryStore.of(one.request.id))).told;
  const names = (to: readonly Person[] = []) => to.map(({ displayName }) => displayName);

  test('are told as they are today, once each set of them', async () => {
    const one = await asked();
    const before = comments().length;
    await notify(one);
    const [told] = await toldOf(one);
    expect(names(told?.to)).toEqual(['Maya Lindqvist']);
    expect(told?.about).toMatch(/^approvers:./);
    expect(await eventsOf(one.request.id)).toMatchObject([{ kind: 'approver.notified' }]);
    expect(await one.isPromised()).toBe(false);
    await notify(one);
    expect(comments()).toHaveLength(before + 1);
    site().setLead('WEB', olivia().accountId);
    await notify({ ...one, work: { ...one.work, mark: 'another set' } });
    site().setLead('WEB', maya().accountId);
    expect((await toldOf(one)).map(({ to }) => names(to))).toEqual([
      ['Maya Lindqvist'],
      ['Olivia Hart'],
    ]);
    expect(comments()).toHaveLength(before + 2);
  });

  test('come before a lead who may only decline, and hear of the same', async () => {
    const one = await asked({ ask: asking(maya(), 'design') });
    await notify(one, [olivia()]);
    const [told] = await toldOf(one);
    expect(names(told?.to)).toEqual(['Olivia Hart', 'Maya Lindqvist']);
  });

  test('are those on record where it is not known today who they are', async () => {
    platform.atlassian.faults.add({
      path: /viewissue/,
      effect: { kind: 'answer', status: 403, body: '{}' },
    });
    const asks = `lead:${site().projectOf('WEB').id}`;
    const decided = stage(person('Liam Chen'), {
      changes: [],
      decisions: [{ decision: 'approved', by: maya(), at: 1 }],
    });
    const one = await asked({ approvals: [decided, stage(olivia(), { asks })] });
    await notify(one);
    expect((await toldOf(one)).map(({ to }) => names(to))).toEqual([['Olivia Hart']]);
  });

  test('are nobody where it is decided, gone, or nobody is left', async () => {
    const before = comments().length;
    for (const request of [inState('approved'), inState('withdrawn')]) {
      const one = await stored(request);
      await notify(one);
      expect(await one.isPromised()).toBe(false);
    }
    const gone = await asked();
    await notify({ ...gone, work: { ...gone.work, requestId: 'gone' } });
    expect(await gone.isPromised()).toBe(false);
    const none = await asked({ ask: asking(maya(), 'design'), requester: maya() });
    site().setLead('WEB', undefined);
    await notify(none);
    site().setLead('WEB', maya().accountId);
    expect([comments().length, await none.isPromised()]).toEqual([before, false]);
  });
});

describe('of what has become of a request', () => {
  test('its requester is told once it has ended, in words for that', async () => {
    const one = await stored({ ...inState('completed'), requester: maya() });
    const before = comments().length;
    await inForge(() => notifyOutcome(ports(), one.work));
    expect(comments()).toHaveLength(before + 1);
    expect(await one.told(`completed:${one.request.since}`)).toMatchObject({
      to: [expect.objectContaining(maya())],
      outcome: { outcome: 'told' },
    });
    expect(await eventsOf(one.request.id)).toEqual([]);
  });

  test('nobody is told while it goes on, or where it is gone', async () => {
    const before = comments().length;
    const one = await stored();
    await inForge(() => notifyOutcome(ports(), one.work));
    await inForge(() => notifyWithdrawn(ports(), { ...one.work, requestId: 'gone' }));
    expect(await one.isPromised()).toBe(false);
    const gone = await stored();
    await inForge(() => notifyOutcome(ports(), { ...gone.work, requestId: 'gone' }));
    const work = { ...gone.work, whom: 'workItem', cause: 'recordUnreadable' } as const;
    expect(await gone.isPromised()).toBe(false);
    const overdue = await stored();
    await inForge(() =>
      notifyLate(ports(), { ...work, ...overdue.work, about: 'overdue', requestId: 'gone' }),
    );
    expect(await overdue.isPromised()).toBe(false);
    expect(comments()).toHaveLength(before);
  });

  test('those who were asked to decide are told that it was withdrawn, and nobody else', async () => {
    const one = await stored(inState('withdrawn'));
    const withdrawn = () => inForge(() => notifyWithdrawn(ports(), one.work));
    const before = comments().length;
    await withdrawn();
    expect([comments().length - before, await one.isPromised()]).toEqual([0, false]);
    const asked = { ...otherTold(`${APPROVERS}x`), to: [maya()] };
    await inForge(() => commit({ deliveries: noteDelivery(noDeliveries(one.request.id), asked) }));
    await withdrawn();
    expect(comments()).toHaveLength(before + 1);
    expect(await one.told('withdrawn')).toMatchObject({
      to: [expect.objectContaining(maya())],
      outcome: { by: 'comment' },
    });
    expect(await eventsOf(one.request.id)).toMatchObject([{ kind: 'approver.notified' }]);
    const open = await stored();
    await inForge(() => notifyWithdrawn(ports(), open.work));
    expect(await open.isPromised()).toBe(false);
    expect(comments()).toHaveLength(before + 1);
  });

  const otherTold = (about: string): Delivery => ({
    about,
    to: [olivia()],
    since: clock.now(),
    outcome: { outcome: 'told', by: 'email', at: clock.now() },
  });

  test.each(['overdue', 'missing'] as const)(
    'its approvers and the work item are told of access that is %s, once each',
    async (about) => {
      const request = inState('completed');
      const one = await stored({ ...request, requester: maya() });
      const before = comments().length;
      for (const whom of ['workItem', 'workItem', 'approver'] as const) {
        const mark = `${about} ${whom}`;
        const work = { ...one.work, whom, mark, cause: 'recordUnreadable' } as const;
        await inForge(() => notifyLate({ ...ports(), holdings: held(about) }, { ...work, about }));
      }
      expect(await one.told(`${about}:workItem`)).toMatchObject({ outcome: { outcome: 'told' } });
      expect(await one.told(`${about}:approver`)).toMatchObject({ outcome: { outcome: 'told' } });
      expect(comments()).toHaveLength(before + 2);
      expect(await recordsOf(one.request.id)).toEqual([]);
      const undecided = await stored();
      const work = { whom: 'approver', cause: 'recordUnreadable' } as const;
      await inForge(() => notifyLate(ports(), { ...undecided.work, ...work, about }));
      expect(await undecided.isPromised()).toBe(false);
      expect(comments()).toHaveLength(before + 2);
    },
  );
});

describe('of what is overdue as it is to be told', () => {
  test.each<[HeldNow, number]>([
    ['overdue', 1],
    ['missing', 0],
    ['unreadable', 1],
    ['over', 0],
    ['prolonged', 0],
    ['given by another', 0],
  ])(
    'somebody is told where what a request gave is %s by then, and not for another reason',
    async (how, times) => {
      for (const whom of ['approver', 'workItem'] as const) {
        const one = await stored(inState('completed'));
        const before = comments().length;
        const work = { ...one.work, whom, cause: 'recordUnreadable' } as const;
        await inForge(() =>
          notifyLate({ ...ports(), holdings: held(how) }, { ...work, about: 'overdue' }),
        );
        expect([comments().length - before, await one.isPromised()]).toEqual([times, false]);
        const other = await stored(inState('completed'));
        const asMissing = { ...work, ...other.work, about: 'missing' } as const;
        const then = comments().length;
        await inForge(() => notifyLate({ ...ports(), holdings: held(how) }, asMissing));
        expect(comments().length - then).toBe(how === 'missing' || how === 'unreadable' ? 1 : 0);
      }
    },
  );

  const causeOf = (how: HeldNow, more: Partial<HoldingStore> = {}) =>
    findLateCause(
      { clock, holdings: { ...held(how, 'lastAdmin'), ...more } },
      'overdue',
      'projectInBin',
    );

  test('admins are told by its cause, and of nothing once all of it has ended', async () => {
    expect(await causeOf('overdue')).toBe('lastAdmin');
    expect(await causeOf('over')).toBeUndefined();
    expect(await causeOf('prolonged')).toBeUndefined();
    expect(await causeOf('missing')).toBeUndefined();
    const ofMissing = { clock, holdings: held('missing', 'siteRefused') };
    expect(await findLateCause(ofMissing, 'missing', 'projectInBin')).toBe('siteRefused');
    const many = Array.from({ length: 500 }, () => holding([]));
    expect(await causeOf('over', { due: async () => many })).toBe('projectInBin');
    expect(await causeOf('over', { due: async (_, __, at) => many.slice(0, at - 1) })).toBe(
      undefined,
    );
  });
});

describe('an email by way of an issue', () => {
  const message = (to: readonly Person[]) => ({
    subject: 'Something',
    blocks: [[`To ${to.map(({ displayName }) => displayName).join(' and ')}`]],
  });
  const email = (to: readonly Person[], firstRequest?: string) =>
    inForge(() =>
      emailThroughIssue(ports(), {
        to,
        message,
        ...(firstRequest === undefined ? {} : { firstRequest }),
      }),
    );

  test('goes to all of them who see it, by the issue of the request that it is about', async () => {
    const { request } = await stored(awaiting(), 'FIN-1');
    const ingrid = person('Ingrid Solberg');
    const before = mails('Ingrid Solberg').length;
    expect(await email([ingrid, person('Grace Kim')], request.id)).toEqual({
      to: [ingrid],
      issueKey: 'FIN-1',
    });
    expect(mails('Ingrid Solberg')).toHaveLength(before + 1);
    expect(mails('Ingrid Solberg')[0]?.text).toContain('To Ingrid Solberg');
  });

  test('goes by the first issue that the first of them sees, else by the best of the others', async () => {
    await stored(awaiting(), 'FIN-1');
    const { request } = await stored(awaiting(), 'FIN-1');
    const grace = person('Grace Kim');
    await stored(awaiting(), 'WEB-1');
    expect(await email([grace, person('Ingrid Solberg')], request.id)).toMatchObject({
      to: [grace, person('Ingrid Solberg')],
      issueKey: 'WEB-1',
    });
    const inactive = person('Tom Becker');
    expect(await email([inactive, person('Ingrid Solberg')], request.id)).toMatchObject({
      to: [person('Ingrid Solberg')],
      issueKey: 'FIN-1',
    });
  });

  const withSight = (bySight: Readonly<Record<string, readonly Person[]>>) => {
    const host = hostAsApp(clock);
    const records = Object.keys(bySight).map((issueKey) => ({ issueKey }));
    const sight: typeof host.sight = async (key, ids) =>
      new Map(
        ids.map((id) => [
          id,
          bySight[key]?.some((one) => one.accountId === id) ? 'sees' : 'cannotSee',
        ]),
      );
    return {
      ...ports(),
      hostAsApp: { ...host, sight },
      requests: { ...requestStore, due: async () => [] },
      trail: { ...auditTrail, search: async () => ({ records, next: undefined }) } as never,
    };
  };

  test('goes by the best of the issues that the first of them does not see', async () => {
    const to = [person('Grace Kim'), maya(), olivia()];
    const all = withSight({ 'WEB-1': [olivia()], 'WEB-2': [maya(), olivia()], 'WEB-3': [] });
    const send = () => inForge(() => emailThroughIssue(all, { to, message }));
    expect(await send()).toEqual({ to: [maya(), olivia()], issueKey: 'WEB-2' });
    fault(EMAIL, 403, { times: 1 });
    expect(await send()).toEqual({ to: [olivia()], issueKey: 'WEB-1' });
    fault(EMAIL, 403);
    expect(await send()).toEqual({ problem: 'refused' });
    platform.atlassian.faults.clear();
    const sent: string[] = [];
    platform.atlassian.onExchange(({ method, url }) => {
      if (method === 'POST' && EMAIL.test(url)) sent.push(url);
    });
    fault(EMAIL, 503);
    expect(await send()).toEqual({ problem: 'unavailable' });
    // Where Jira takes none now, no other is tried.
    expect(new Set(sent).size).toBe(1);
  });

  test('goes to those who can sign in, whoever else is said to see the issue', async () => {
    const app = site()
      .people()
      .find((one) => one.accountType === 'app');
    const to = [
      person('Tom Becker'),
      { accountId: app?.accountId ?? '', displayName: 'App' },
      { accountId: '712020:gone', displayName: 'Gone' },
      maya(),
    ];
    const all = withSight({ 'WEB-1': to });
    expect(await inForge(() => emailThroughIssue(all, { to, message }))).toEqual({
      to: [maya()],
      issueKey: 'WEB-1',
    });
  });

  test('goes to nobody who can’t sign in, or sees none of the issues', async () => {
    expect(await email([])).toEqual({ problem: 'nobodySees' });
    expect(await email([person('Tom Becker')])).toEqual({ problem: 'nobodySees' });
    platform.atlassian.faults.add({
      path: /viewissue/,
      effect: { kind: 'answer', status: 200, body: '[]' },
    });
    expect(await email([maya()])).toEqual({ problem: 'nobodySees' });
  });

  test.each([
    [403, 'refused'],
    [503, 'unavailable'],
  ])('that Jira answers with %i is %s', async (status, problem) => {
    const { request } = await stored();
    fault(EMAIL, status);
    expect(await email([maya()], request.id)).toEqual({ problem });
  });

  test('is tried by the next issue where one is refused, and not where none can be sent', async () => {
    const { request } = await stored(awaiting(), 'WEB-1');
    await stored(awaiting({ timesOutAt: 1 }), 'WEB-2');
    fault(EMAIL, 403, { times: 1 });
    const sent = await email([maya()], request.id);
    expect(sent).toEqual({ to: [maya()], issueKey: 'WEB-2' });
    fault(EMAIL, 503, { times: 3 });
    expect(await email([maya()], request.id)).toEqual({ problem: 'unavailable' });
  });

  test.each([
    ['who can sign in', /^\/user\/bulk/, 503, 'unavailable'],
    ['who can sign in', /^\/user\/bulk/, 403, 'refused'],
    ['where issues are', /^\/issue\//, 503, 'unavailable'],
    ['where issues are', /^\/issue\//, 403, 'nobodySees'],
    ['who sees them', /viewissue/, 503, 'unavailable'],
  ])('is not sent where Jira does not say %s: %o, %i', async (_, path, status, problem) => {
    const { request } = await stored();
    platform.atlassian.faults.add({ path, effect: { kind: 'answer', status, body: '{}' } });
    expect(await email([maya()], request.id)).toEqual({ problem });
  });

  test('passes on what is no failure of Jira', async () => {
    const { request } = await stored();
    const broken = new TypeError('a fault of the app');
    const fails = () => Promise.reject(broken);
    const host = hostAsApp(clock);
    for (const more of [
      { hostAsApp: { ...host, people: fails } },
      { hostAsApp: { ...host, issue: fails } },
      { notifier: { ...issueNotifier(clock), email: fails } },
    ]) {
      const all = { ...ports(), ...more };
      const sending = inForge(() =>
        emailThroughIssue(all, { to: [maya()], message, firstRequest: request.id }),
      );
      await expect(sending).rejects.toBe(broken);
    }
  });

  test('is tried once by each issue, whether it is named by its id or its key', async () => {
    const { request } = await stored();
    const records = [{ issueKey: 'WEB-1' }, { issueKey: 'WEB-2' }, { issueKey: 'WEB-2' }];
    const trail = { ...auditTrail, search: async () => ({ records, next: undefined }) };
    const requests = { ...requestStore, due: async () => [] };
    const all = { ...ports(), requests, trail: trail as never };
    const tried: string[] = [];
    platform.atlassian.onExchange(({ method, url }) => {
      if (method === 'POST' && EMAIL.test(url)) tried.push(url);
    });
    fault(EMAIL, 403);
    await inForge(() =>
      emailThroughIssue(all, { to: [maya()], message, firstRequest: request.id }),
    );
    expect(tried).toHaveLength(2);
  });

  test('looks at twelve issues, each once', async () => {
    const looked: string[] = [];
    const host = hostAsApp(clock);
    const issue = async (id: string) => {
      looked.push(id);
      return undefined;
    };
    const records = Array.from({ length: 20 }, (_, at) => ({ issueKey: `NO-${at % 15}` }));
    const trail = { ...auditTrail, search: async () => ({ records, next: undefined }) };
    const requests = { ...requestStore, due: async () => [], get: async () => undefined };
    const all = { ...ports(), requests, hostAsApp: { ...host, issue }, trail: trail as never };
    await inForge(() => emailThroughIssue(all, { to: [maya()], message }));
    expect(looked).toEqual(Array.from({ length: 12 }, (_, at) => `NO-${at}`));
  });

  test('goes by issues of work that waits, then by those of what happened last', async () => {
    const asked: unknown[] = [];
    const of = (id: string) => ({ ...awaiting(), issue: { ...awaiting().issue, id: `of ${id}` } });
    const requests = {
      ...requestStore,
      due: async (state: string, until: number, limit: number) => {
        asked.push([state, until, limit]);
        return [`${state}-1`];
      },
      get: async (id: string) => {
        if (id === 'approved-1') throw unreadableRecord('request', id);
        return id === 'gone' ? undefined : of(id);
      },
    };
    const records = [{ issueKey: 'WEB-9' }, {}, { issueKey: 'WEB-8' }];
    const trail = { ...auditTrail, search: async () => ({ records, next: undefined }) };
    const through = async (first?: string) => {
      const found: string[] = [];
      const all = { requests, trail: trail as never, clock };
      for await (const one of issuesToTellThrough(all, first)) found.push(one);
      return found;
    };
    const rest = ['of applying-1', 'of awaitingApproval-1', 'WEB-9', 'WEB-8'];
    expect(await through('first')).toEqual(['of first', ...rest]);
    expect(await through('gone')).toEqual(rest);
    expect(await through()).toEqual(rest);
    const [, until] = asked[0] as [string, number, number];
    expect(asked.slice(0, 3)).toEqual([
      ['applying', until, 10],
      ['approved', until, 10],
      ['awaitingApproval', until, 10],
    ]);
    expect(until).toBe(clock.now() + FAR_AHEAD);
  });
});

describe('admins', () => {
  const failing = (failure: string) => ({
    state: 'failing' as const,
    failure,
    since: 1,
    checkedAt: 1,
    problem: { code: 'tokenExpiredOrRevoked' as const },
    looks: 1,
    nextLookAt: 1,
  });
  type Notified = Parameters<typeof notifyAdmins>[0];
  const around = (more: Partial<Notified> = {}, health: object = {}): Notified => ({
    ...ports(),
    connections: {
      ...connectionStore,
      chosen: async () => ({
        ...sampleConnection,
        connectedBy: olivia(),
        ...(Object.keys(health).length === 0 ? {} : { health: health as never }),
      }),
    },
    policies: { ...policyStore, inForce: async () => FIRST_POLICY },
    ...more,
  });
  let failure = '';
  beforeEach(async () => {
    failure = `f${++last}`;
    // By an issue that everybody sees.
    await stored();
    // What earlier tests told is told no more.
    clock.move(3 * DAY);
  });
  const promised = async (notice: AdminNotice) => {
    const outboxId = promiseOf(notice);
    const item = { kind: 'notifyAdmins', notice } as const;
    const entry = { ...promiseWork(randomIds, clock.now(), item), id: outboxId };
    await inForge(async () => {
      await outbox.done(outboxId);
      await commit({ outbox: [entry] });
    });
    return { outboxId, claimedUntil: undefined, notice };
  };
  const notify = async (notice: AdminNotice, all: Notified) => {
    const work = await promised(notice);
    const before = mails('Olivia Hart').length;
    await inForge(() => notifyAdmins(all, work));
    const { delivery, isPromised } = await inForge(async () => ({
      delivery: deliveryOf(await deliveryStore.of(ADMINS), nameOfNotice(notice)),
      isPromised: (await outbox.get(work.outboxId)) !== undefined,
    }));
    const sent = mails('Olivia Hart').length - before;
    return { sent, delivery, isPromised, subject: mails('Olivia Hart')[0]?.subject ?? '' };
  };
  const lastEvents = () =>
    inForge(async () => {
      const { records } = await auditTrail.search({});
      return records
        .flatMap(({ events }) => events as readonly AuditEvent[])
        .filter(({ kind }) => kind.startsWith('admins.'));
    });

  test('are told of a failure by one email, which the audit says', async () => {
    const notice: AdminNotice = { about: 'connectionFailing', failure };
    const all = around({}, failing(failure));
    const first = await notify(notice, all);
    expect(first).toMatchObject({
      sent: 1,
      isPromised: false,
      subject: expect.stringContaining('does not work'),
      delivery: { to: [olivia()], outcome: { outcome: 'told', by: 'email' } },
    });
    const [record] = (await inForge(() => auditTrail.search({}))).records;
    expect(record?.issueKey).toMatch(/^[A-Z]+-\d+$/);
    expect((await lastEvents())[0]).toMatchObject({
      kind: 'admins.notified',
      about: 'connectionFailing',
      to: [olivia()],
    });
    clock.move(5 * DAY);
    expect(await notify(notice, all)).toMatchObject({ sent: 0, isPromised: false });
  });

  test.each([
    ['it works', {}],
    ['it is only in doubt', { ...failing('x'), state: 'suspect' }],
    ['it is another failure', failing('another')],
  ])('are not told of a failure where %s', async (_, health) => {
    const notice: AdminNotice = { about: 'connectionFailing', failure };
    const found = await notify(notice, around({}, health));
    expect(found).toMatchObject({ sent: 0, isPromised: false, delivery: undefined });
  });

  test('are told that it works again only if they heard that it did not', async () => {
    const working: AdminNotice = { about: 'connectionWorking', failure, failedSince: 1 };
    expect(await notify(working, around())).toMatchObject({ sent: 0, isPromised: false });
    // While that is still to be told, this waits.
    await promised({ about: 'connectionFailing', failure });
    expect(await notify(working, around())).toMatchObject({ sent: 0, isPromised: true });
    expect(await dueAt(promiseOf(working))).toBe(clock.now() + MINUTE);
    await notify({ about: 'connectionFailing', failure }, around({}, failing(failure)));
    expect(await notify(working, around({}, failing(failure)))).toMatchObject({ sent: 0 });
    const none = around({ connections: { ...connectionStore, chosen: async () => undefined } });
    expect(await notify(working, none)).toMatchObject({ sent: 0, isPromised: false });
    expect(await notify(working, around())).toMatchObject({
      sent: 1,
      subject: expect.stringContaining('works again'),
      delivery: { to: [olivia()] },
    });
    expect(await notify(working, around())).toMatchObject({ sent: 0 });
  });

  test.each([
    [
      { about: 'overdue', cause: 'recordUnreadable', requestId: 'none' },
      /overdue|should have ended/,
    ],
    [{ about: 'needsALook' }, /can’t be read/],
  ] as const)('are told of %j once a day', async (notice, subject) => {
    const first = await notify(notice, around());
    expect(first).toMatchObject({ sent: 1, subject: expect.stringMatching(subject) });
    clock.move(DAY - 1);
    expect(await notify(notice, around())).toMatchObject({ sent: 0, isPromised: false });
    clock.move(1);
    const second = await notify(notice, around());
    expect(second).toMatchObject({ sent: 1, delivery: { since: clock.now() } });
  });

  test('are not told that access is overdue which has ended meanwhile', async () => {
    const notice = { about: 'overdue', cause: 'lastAdmin', requestId: 'none' } as const;
    const found = await notify(notice, around({ holdings: held('over') }));
    expect(found).toMatchObject({ sent: 0, isPromised: false, delivery: undefined });
  });

  test('are told that Atlassian can’t be told, while it can’t', async () => {
    const notice: AdminNotice = { about: 'reportFailing' };
    const reporting = (since?: number) =>
      around({
        keptPeople: {
          reporting: async () => (since === undefined ? {} : { failing: { since } }) as never,
        },
      });
    expect(await notify(notice, reporting())).toMatchObject({ sent: 0, isPromised: false });
    expect(await notify(notice, reporting(clock.now() - DAY))).toMatchObject({ sent: 1 });
  });

  test('are told who is left to decide, whoever saved the policy among them', async () => {
    const notice: AdminNotice = { about: 'approverLeft', version: last };
    const policy = { ...FIRST_POLICY, savedBy: maya(), fallbackApprovers: [olivia()] };
    const asked: unknown[] = [];
    const inForce = async (id: string | undefined) => {
      asked.push(id);
      return policy;
    };
    const all = around({ policies: { ...policyStore, inForce } });
    expect(await notify(notice, all)).toMatchObject({
      sent: 1,
      delivery: { to: [olivia(), maya()] },
    });
    expect(asked).toEqual([sampleConnection.id]);
    expect(mails('Olivia Hart')[0]?.text).toMatch(/1|one/);
  });

  test('are those who saved the policy where no site is connected, and none of its failure', async () => {
    const inForce = async () => ({ ...FIRST_POLICY, savedBy: olivia() });
    const none = around({
      connections: { ...connectionStore, chosen: async () => undefined },
      policies: { ...policyStore, inForce },
      keptPeople: { reporting: async () => ({ failing: { since: 1 } }) as never },
    });
    const failed: AdminNotice = { about: 'connectionFailing', failure };
    expect(await notify(failed, none)).toMatchObject({ sent: 0, isPromised: false });
    for (const notice of [
      { about: 'overdue', cause: 'recordUnreadable', requestId: 'none' },
      { about: 'needsALook' },
      { about: 'reportFailing' },
      { about: 'approverLeft', version: last },
    ] as const)
      expect(await notify(notice, none)).toMatchObject({ sent: 1 });
  });

  test('are not waited for where the promise is gone meanwhile', async () => {
    const working = { about: 'connectionWorking', failure, failedSince: 1 } as const;
    await promised({ about: 'connectionFailing', failure });
    const work = await promised(working);
    await inForge(() => outbox.done(work.outboxId));
    await inForge(() => notifyAdmins(around(), work));
    expect(await dueAt(work.outboxId)).toBeUndefined();
  });

  test('are those who are known, where a record can’t be read', async () => {
    const notice: AdminNotice = { about: 'needsALook' };
    const unreadable = (kind: 'connection' | 'policy') => () =>
      Promise.reject(unreadableRecord(kind, 'x'));
    const policy = { ...FIRST_POLICY, savedBy: olivia() };
    const noConnection = around({
      connections: { ...connectionStore, chosen: unreadable('connection') },
      policies: { ...policyStore, inForce: async () => policy },
    });
    expect(await notify(notice, noConnection)).toMatchObject({ sent: 1 });
    clock.move(DAY);
    const noPolicy = around({ policies: { ...policyStore, inForce: unreadable('policy') } });
    expect(await notify(notice, noPolicy)).toMatchObject({ sent: 1 });
  });

  test('are told later where no email is taken: of a failure for as long as it lasts', async () => {
    const lasting: AdminNotice = { about: 'connectionFailing', failure };
    const passing: AdminNotice = { about: 'approverLeft', version: last };
    fault(EMAIL, 503);
    const all = () => around({}, failing(failure));
    for (const notice of [lasting, passing]) {
      const since = clock.now();
      expect(await notify(notice, all())).toMatchObject({
        sent: 0,
        isPromised: true,
        delivery: { to: [olivia()], since, outcome: { problem: 'unavailable', tries: 1 } },
      });
      expect(await dueAt(promiseOf(notice))).toBe(since + 30_000);
      const events = await lastEvents();
      const audited = async () => (await inForge(() => auditTrail.search({}))).records.length;
      const records = await audited();
      expect(events[0]).toMatchObject({
        kind: 'admins.notTold',
        about: notice.about,
        to: [olivia()],
        problem: 'unavailable',
      });
      clock.move(HOUR);
      expect(await notify(notice, all())).toMatchObject({ delivery: { since } });
      expect(await lastEvents()).toHaveLength(events.length);
      expect(await audited()).toBe(records);
      clock.move(2 * DAY);
    }
    expect(await notify(lasting, all())).toMatchObject({
      isPromised: true,
      delivery: { outcome: { outcome: 'notYet' } },
    });
    expect(await notify(passing, all())).toMatchObject({
      isPromised: false,
      delivery: { outcome: { outcome: 'givenUp' } },
    });
    // What was given up is told as if for the first time, once it is promised anew.
    platform.atlassian.faults.clear();
    expect(await notify(passing, all())).toMatchObject({
      sent: 1,
      delivery: { since: clock.now() },
    });
  });

  test('who were not reached are told of where they look, as long as it is so', async () => {
    const told = (notice: AdminNotice): Delivery => ({
      about: nameOfNotice(notice),
      to: [],
      since: 1,
      outcome: { outcome: 'notYet', problem: 'refused', tries: 1, at: 1 },
    });
    const ofConnection = told({ about: 'connectionFailing', failure });
    const ofOverdue = told({ about: 'overdue', cause: 'recordUnreadable', requestId: 'r' });
    let reads = 0;
    const deliveries = {
      of: async () => {
        reads += 1;
        return { of: ADMINS, revision: 1, told: [ofConnection, ofOverdue] };
      },
    };
    const find = (...[health, overdue]: [never, never[]]) =>
      findAdminsNotReached({ deliveries }, health, { overdue, missing: [] });
    const notReached = (about: string) => ({ about, problem: 'refused', isTriedAgain: true });
    expect(await find(failing(failure) as never, [])).toEqual([notReached('connectionFailing')]);
    expect(await find(undefined as never, ['recordUnreadable' as never])).toEqual([
      notReached('overdue'),
    ]);
    reads = 0;
    expect(await find({ state: 'working', checkedAt: 1 } as never, [])).toEqual([]);
    expect(reads).toBe(0);
    const unreadable = {
      deliveries: { of: () => Promise.reject(unreadableRecord('telling', ADMINS)) },
    };
    expect(
      await findAdminsNotReached(unreadable, failing(failure), { overdue: [], missing: [] }),
    ).toEqual([]);
  });
});
