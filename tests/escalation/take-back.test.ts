import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import { existingIds } from '../../src/domain/action/entitlement';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove } from '../support/ask-for';
import { openWorld, PANEL, value, type World } from '../support/open-world';

/**
 * Access that is ended early gives nothing to anybody. So what there is to gain is that somebody loses what nobody may take from
 * them: by whoever did not approve it, by whoever does not see where it was asked for, or by what no end takes away.
 */
const HOLDER = 'Mateo Álvarez';
const REQUESTER = 'Ingrid Solberg';
const LEAD = 'Isabelle Moreau';
const ISSUE = 'FIN-1';

let image: PlatformImage;
let requestId: string;
let world: World;

beforeAll(async () => {
  world = await openWorld();
  const { directory } = world.platform.atlassian;
  await world.connect();
  await world.allow(['frontend', 'engineering'], { fallbackApprovers: ['Henrik Dahl'] });
  for (const name of ['Emma Fischer', 'Camille Laurent']) {
    directory.addActor('FIN', 'Viewers', { accountId: world.person(name).accountId });
  }
  const asked = {
    issue: ISSUE,
    by: REQUESTER,
    people: [HOLDER],
    add: ['frontend'],
    term: { kind: 'days' as const, days: 30 },
  };
  // Who was the lead before, and approved nothing of it.
  directory.setLead('FIN', world.person('Emma Fischer').accountId);
  directory.setLead('FIN', world.person(LEAD).accountId);
  requestId = (await askAndApprove(world, { ...asked, approver: LEAD })).id;
  image = world.platform.image();
  await world.close();
});
afterAll(() => world.close());

const isIn = (name = HOLDER) => world.members('frontend').includes(name);
const place = () => ({
  subject: { kind: 'person', accountId: world.person(HOLDER).accountId },
  access: existingIds({ kind: 'group', groupId: world.groupId('frontend'), name: '' }),
});
const call = (name: string, payload: object) =>
  world.as(name).raw(PANEL, 'request.takeBack', payload, {}) as Promise<{
    readonly ok: boolean;
    readonly error?: { readonly code: string; readonly refusal?: { readonly code: string } };
  }>;
/** What is stored, but for what is only kept to read the site less often. */
const stored = () =>
  JSON.stringify(
    world.platform.database
      .prepare("SELECT * FROM kvs_record WHERE key NOT GLOB 'pace:*' AND key NOT GLOB 'survey:*'")
      .all()
      .map(({ space, key, value: kept }) => [space, key, kept]),
  );
async function opened(): Promise<string> {
  await world.close().catch(() => undefined);
  world = await openWorld({ from: image });
  return stored();
}

describe('who ends early what others have', () => {
  test.each<[string, string, string]>([
    ['who asked for it', REQUESTER, 'notTheirs'],
    ['who has it, who returns it instead', HOLDER, 'notTheirs'],
    ['a lead of then, who approved nothing', 'Emma Fischer', 'notTheirs'],
    ['a fallback approver, who is not asked as the lead can decide', 'Henrik Dahl', 'notTheirs'],
    ['who merely sees the work item', 'Camille Laurent', 'notTheirs'],
    ['the lead of another project', 'Liam Chen', 'notAllowed'],
    ['who does not see the work item', 'Grace Kim', 'notAllowed'],
    ['a customer', 'Patrick Stein', 'notAllowed'],
    ['a Jira admin who does not see the work item', 'Sofia Costa', 'notAllowed'],
  ])('is not %s', async (_, name, code) => {
    const before = await opened();
    const { ok, error } = await call(name, { requestId, places: [place()] });
    expect([ok, error?.refusal?.code ?? error?.code]).toEqual([false, code]);
    expect([isIn(), stored() === before]).toEqual([true, true]);
  });

  test('is whoever stands in for the lead, for as long as they do and no longer', async () => {
    await opened();
    const { directory } = world.platform.atlassian;
    const deputy = 'Camille Laurent';
    const now = world.platform.clock.now();
    const { accountId: deputyId } = world.person(deputy);
    const away = { deputyId, from: now, until: now + 2 * DAY };
    expect(directory.canSee(deputyId, ISSUE)).toBe(true);
    value(await world.as(LEAD).access('access.setAway', away));
    await world.pass(3 * DAY);
    expect((await call(deputy, { requestId, places: [place()] })).ok).toBe(false);
    const later = world.platform.clock.now();
    value(
      await world
        .as(LEAD)
        .access('access.setAway', { deputyId, from: later, until: later + 2 * DAY }),
    );
    await world.pass(1_000);
    expect(await call(deputy, { requestId, places: [place()] })).toMatchObject({ ok: true });
    await world.settle();
    expect(isIn()).toBe(false);
  });

  test('is whoever approved it, though another leads the project now', async () => {
    await opened();
    const { directory } = world.platform.atlassian;
    directory.setLead('FIN', world.person('Emma Fischer').accountId);
    expect(await call(LEAD, { requestId, places: [place()] })).toMatchObject({ ok: true });
    await world.settle();
    expect(isIn()).toBe(false);
  });

  test('is not who approved it and does not see the work item any more', async () => {
    await opened();
    const { directory } = world.platform.atlassian;
    directory.setLead('FIN', world.person('Emma Fischer').accountId);
    const { accountId } = world.person(LEAD);
    directory.removeActor('FIN', 'Administrators', { accountId });
    directory.removeMember(world.groupId('finance'), accountId);
    expect(directory.canSee(accountId, ISSUE)).toBe(false);
    expect(await call(LEAD, { requestId, places: [place()] })).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    });
    expect(isIn()).toBe(true);
  });
});

test.each([40, undefined])(
  'what others approved is not lost as somebody prolongs it and ends that: for %s days',
  async (count) => {
    await opened();
    const term =
      count === undefined ? { kind: 'permanent' as const } : { kind: 'days' as const, days: count };
    const longer = { issue: 'WEB-1', by: 'Noah Okafor', people: [HOLDER], add: ['frontend'], term };
    const { id } = await askAndApprove(world, { ...longer, approver: 'Maya Lindqvist' });
    const end = (name: string) => call(name, { requestId: id, places: [place()] });
    const refused = await end('Maya Lindqvist');
    expect(refused.error?.refusal).toMatchObject({ code: 'approvedByOthersToo' });
    await world.settle();
    expect(isIn()).toBe(true);
    // Once what others approved would be over anyway, it is theirs alone.
    await world.pass(30 * DAY);
    expect((await end('Maya Lindqvist')).ok).toBe(true);
    await world.settle();
    expect(isIn()).toBe(false);
  },
);

test.each<[string, number]>([
  ['a day', 1],
  ['ten days', 10],
])(
  'nor is what others approved who found it there by then: for as long as that, however soon it is, %s later',
  async (_, count) => {
    await opened();
    const named = { people: [HOLDER], add: ['engineering'] };
    const [own, other] = [
      { ...named, issue: 'WEB-1', term: { kind: 'days' as const, days: 30 } },
      { ...named, issue: 'MOB-1', term: { kind: 'days' as const, days: 10 } },
    ];
    const [noah, liam] = [world.as('Noah Okafor'), world.as('Liam Chen')];
    const longer = value(await ask(world, noah, own));
    const shorter = value(await ask(world, noah, other));
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', longer));
    await world.settle();
    value(await approve(liam, 'MOB-1', shorter));
    await world.settle();
    const access = existingIds({ kind: 'group', groupId: world.groupId('engineering'), name: '' });
    const places = [{ ...place(), access }];
    const end = () => call('Maya Lindqvist', { requestId: longer.id, places });
    await world.pass(count * DAY - 1_000);
    expect((await end()).error?.refusal).toEqual({ code: 'approvedByOthersToo' });
    await world.settle();
    expect(world.members('engineering')).toContain(HOLDER);
    await world.pass((10 - count) * DAY + 1_000);
    expect((await end()).ok).toBe(true);
  },
);

test('what no end takes away is not taken early either: nobody else would administer the project', async () => {
  await opened();
  const { directory } = world.platform.atlassian;
  await world.allow(['frontend'], { rolesOf: 'anyProject' });
  const named = { issue: 'WEB-1', people: [HOLDER], add: ['MOB/Administrator'] };
  const { id } = await askAndApprove(world, { ...named, approver: 'Liam Chen' });
  const leader = world.person('Liam Chen').accountId;
  directory.removeActor('MOB', 'Administrator', { accountId: leader });
  const role = {
    kind: 'role',
    projectId: directory.projectOf('MOB').id,
    roleId: world.roleId('MOB', 'Administrator'),
  };
  for (const name of ['Liam Chen', 'Olivia Hart']) {
    const refused = await call(name, { requestId: id, places: [{ ...place(), access: role }] });
    expect(refused.error?.refusal).toEqual({ code: 'cannotEnd', cause: 'lastAdmin' });
  }
  await world.settle();
  expect(world.actors('MOB', 'Administrator')).toEqual([HOLDER]);
});

describe('payloads that somebody made up', () => {
  const other = (name: string) => ({
    ...place(),
    subject: { kind: 'person', accountId: world.person(name).accountId },
  });
  test.each<[string, () => object]>([
    ['names somebody whom the request gave nothing', () => ({ places: [other('Grace Kim')] })],
    ['names them beside what it gave', () => ({ places: [place(), other('Grace Kim')] })],
    [
      'names a group that the request did not give',
      () => ({
        places: [{ ...place(), access: { kind: 'group', groupId: world.groupId('engineering') } }],
      }),
    ],
    [
      'names a protected group',
      () => ({
        places: [{ ...place(), access: { kind: 'group', groupId: world.groupId('site-admins') } }],
      }),
    ],
    ['names nobody', () => ({ places: [] })],
    ['names too many', () => ({ places: Array.from({ length: 21 }, place) })],
    [
      'says in what right',
      () => ({ places: [{ ...place(), right: 'admin' }], requestId: 'other' }),
    ],
    ['is of another request', () => ({ requestId: 'nothing', places: [place()] })],
    ['has a subject that is none', () => ({ places: [{ ...place(), subject: { kind: 'app' } }] })],
  ])('take nothing from anybody where one %s', async (_, payload) => {
    const before = await opened();
    world.platform.atlassian.directory.addMember(
      world.groupId('frontend'),
      world.person('Grace Kim').accountId,
    );
    const { ok } = await call(LEAD, { requestId, ...payload() });
    expect([ok, isIn(), isIn('Grace Kim'), stored() === before]).toEqual([false, true, true, true]);
  });

  test('say nothing of who calls', async () => {
    const before = await opened();
    const { accountId } = world.person('Olivia Hart');
    const claims = {
      isAdmin: true,
      accountId,
      by: { accountId },
      taker: { accountId, isAdmin: true },
    };
    const { ok } = await call('Camille Laurent', { requestId, places: [place()], ...claims });
    expect([ok, isIn(), stored() === before]).toEqual([false, true, true]);
  });
});

describe('who says that access may be renewed again', () => {
  const note = { may: 'notRenew', reason: 'The work is over then.' };
  const say = (name: string, payload: object, id = requestId) =>
    world
      .as(name)
      .raw(
        PANEL,
        'request.renewal',
        { requestId: id, places: [place()], ...payload },
        {},
      ) as Promise<{
      readonly ok: boolean;
      readonly error?: { readonly code: string; readonly refusal?: { readonly code: string } };
    }>;

  test.each<[string, string, string]>([
    ['who asked for it', REQUESTER, 'notTheirs'],
    ['who has it', HOLDER, 'notTheirs'],
    ['a lead of then, who approved nothing', 'Emma Fischer', 'notTheirs'],
    ['who merely sees the work item', 'Camille Laurent', 'notTheirs'],
    ['who does not see the work item', 'Grace Kim', 'notAllowed'],
    ['a Jira admin who does not see the work item', 'Sofia Costa', 'notAllowed'],
  ])('is not %s, nor do they say that it is not to be', async (_, name, code) => {
    await opened();
    const codes = async (payload: object) => {
      const { ok, error } = await say(name, payload);
      return [ok, error?.refusal?.code ?? error?.code];
    };
    expect(await codes(note)).toEqual([false, code]);
    expect((await say(LEAD, note)).ok).toBe(true);
    const before = stored();
    expect(await codes({ may: 'renew' })).toEqual([false, code]);
    expect(stored() === before).toBe(true);
    // What they ask for themselves then says so.
    expect(stored()).toContain('The work is over then.');
  });

  test.each<[string, 'holder' | 'requester']>([
    ['has it', 'holder'],
    ['asked for it', 'requester'],
  ])('is not a Jira admin who %s', async (_, as) => {
    await opened();
    const admin = 'Olivia Hart';
    const named = {
      issue: 'WEB-1',
      by: as === 'requester' ? admin : 'Noah Okafor',
      people: [as === 'holder' ? admin : HOLDER],
      add: ['engineering'],
      term: { kind: 'days' as const, days: 30 },
    };
    const { id } = await askAndApprove(world, { ...named, approver: 'Maya Lindqvist' });
    const places = [
      {
        subject: { kind: 'person', accountId: world.person(named.people[0] ?? '').accountId },
        access: { kind: 'group', groupId: world.groupId('engineering') },
      },
    ];
    expect((await say('Maya Lindqvist', { ...note, places }, id)).ok).toBe(true);
    const before = stored();
    const refused = await say(admin, { may: 'renew', places }, id);
    expect(refused.error?.refusal).toEqual({ code: 'ownAccess' });
    expect(stored() === before).toBe(true);
    expect((await say('Maya Lindqvist', { may: 'renew', places }, id)).ok).toBe(true);
  });

  test.each<[string, object]>([
    [
      'names what the request did not give',
      {
        places: [
          { subject: { kind: 'person', accountId: 'x' }, access: { kind: 'group', groupId: 'y' } },
        ],
      },
    ],
    ['says who says it', { by: { accountId: 'x' }, right: 'admin', isAdmin: true }],
    ['names no reason', { reason: '' }],
    ['is too long', { reason: 'x'.repeat(501) }],
    ['says neither', { may: 'maybe' }],
  ])('is nobody by a payload that %s', async (_, payload) => {
    const before = await opened();
    const { ok } = await say('Camille Laurent', { ...note, ...payload });
    expect([ok, stored() === before]).toEqual([false, true]);
  });
});
