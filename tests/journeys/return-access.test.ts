import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeldView } from '../../src/contract/views';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, rowOf } from '../support/poison';
import { connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';

/** Whoever has something returns it: nobody approves that, and it is theirs alone to do. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
const days = (count: number) => ({ kind: 'days' as const, days: count });
const frontend = () => ({ kind: 'group' as const, groupId: world.groupId('frontend') });
const returns = (name: string, access: object = frontend(), more: object = {}) =>
  world
    .as(name)
    .access('access.return', { connectionId: connectionOf(world), access, ...more } as never);
const held = async (name = PRIYA) => value(await world.as(name).access('access.held', {})).items;
const told = (items: readonly HeldView[]) =>
  items.map(({ entitlement, standing }) => `${entitlement.name} ${standing.state}`);
const isIn = (group = 'frontend') => world.members(group).includes(PRIYA);
const events = async () => {
  const all = await auditOf(world);
  return all.map(({ event }) => event).filter(({ kind }) => kind.startsWith('grant.'));
};

describe('those whom a return concerns', () => {
  const titlesOf = (name: string) =>
    world.platform.atlassian
      .notificationsOf(world.person(name).accountId)
      .filter((one) => JSON.stringify(one).includes('has returned'));
  const counts = () =>
    ['Noah Okafor', 'Maya Lindqvist', PRIYA, 'Grace Kim'].map((name) => titlesOf(name).length);

  test('are told once: who asked and who approved, and neither whoever returned it nor anybody else', async () => {
    await askAndApprove(world, { ...named, term: days(30) });
    value(await returns(PRIYA));
    await world.settle();
    expect(counts()).toEqual([1, 1, 0, 0]);
    expect(JSON.stringify(titlesOf('Maya Lindqvist'))).toContain(PRIYA);
    expect(error(await returns(PRIYA))).toMatchObject({ code: 'return' });
    await world.pass(DAY);
    await world.sweep();
    expect(counts()).toEqual([1, 1, 0, 0]);
  });

  test('are the approver alone, where somebody returns what they asked for themselves', async () => {
    await askAndApprove(world, { ...named, by: PRIYA });
    value(await returns(PRIYA));
    await world.settle();
    expect(counts()).toEqual([0, 1, 0, 0]);
  });

  test('are whoever stood in for the approver, and whoever was away', async () => {
    const now = world.platform.clock.now();
    const { accountId: deputyId } = world.person('Liam Chen');
    value(
      await world
        .as('Maya Lindqvist')
        .access('access.setAway', { deputyId, from: now, until: now + DAY }),
    );
    await askAndApprove(world, { ...named, approver: 'Liam Chen' });
    value(await returns(PRIYA));
    await world.settle();
    expect([titlesOf('Liam Chen').length, counts()]).toEqual([1, [1, 1, 0, 0]]);
  });

  test('are those who approved that, and not whoever approved something else of the request', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    const both = { ...named, add: ['frontend', 'MOB/Member'] };
    const { id } = value(await ask(world, world.as('Noah Okafor'), both));
    await world.settle();
    for (const by of ['Maya Lindqvist', 'Liam Chen']) {
      value(await approve(world.as(by), 'WEB-1', await get(world.as(PRIYA), 'WEB-1', id)));
      await world.settle();
    }
    value(await returns(PRIYA));
    await world.settle();
    expect([titlesOf('Liam Chen').length, counts()]).toEqual([0, [1, 1, 0, 0]]);
  });

  test('are told though the first tries fail, and the access ends meanwhile', async () => {
    await askAndApprove(world, named);
    const mend = world.platform.atlassian.faults.add({
      path: /\/(comment|notify)$/,
      effect: { kind: 'answer', status: 503 },
    });
    value(await returns(PRIYA));
    await world.settle();
    expect([isIn(), counts()]).toEqual([false, [0, 0, 0, 0]]);
    mend();
    await world.pass(10 * MINUTE);
    await world.sweep();
    expect(counts()).toEqual([1, 1, 0, 0]);
  });
});

describe('what somebody has through the app', () => {
  test.each([
    ['with a term', days(30)],
    ['for good', { kind: 'permanent' as const }],
  ])('%s, is taken from them at once, and the audit says who returned it', async (_, term) => {
    const request = await askAndApprove(world, { ...named, term });
    expect((await held())[0]?.canReturn).toEqual({ allowed: true });
    const shown = value(await returns(PRIYA));
    expect(shown).toMatchObject({
      entitlement: { name: 'frontend' },
      standing: { state: 'ending' },
      canReturn: { allowed: false, why: { code: 'ends' } },
      from: { known: 'request', requestId: request.id },
    });
    await world.settle();
    expect(isIn()).toBe(false);
    expect((await held())[0]?.standing).toMatchObject({ state: 'ended', why: 'returned' });
    const [ended, returned] = await events();
    expect(returned).toMatchObject({
      kind: 'grant.returned',
      actor: { kind: 'person', displayName: PRIYA },
      subject: { displayName: PRIYA },
    });
    expect(ended).toMatchObject({
      kind: 'grant.ended',
      why: 'returned',
      actor: { kind: 'app' },
    });
    const rows = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    if (term.kind === 'days') expect(rows[0]?.grant).toMatchObject({ state: 'ended' });
  });

  test('prolonged since, ends as a whole, and of a role as of a group', async () => {
    const viewers = {
      kind: 'role' as const,
      projectId: world.platform.atlassian.directory.projectOf('WEB').id,
      roleId: world.roleId('WEB', 'Viewers'),
    };
    await askAndApprove(world, { ...named, add: ['WEB/Viewers'], term: days(3) });
    await askAndApprove(world, { ...named, add: ['WEB/Viewers'], term: days(30) });
    value(await returns(PRIYA, viewers));
    await world.settle();
    expect(world.actors('WEB', 'Viewers')).not.toContain(PRIYA);
    await world.pass(31 * DAY);
    await world.sweep();
    expect(told(await held())).toEqual(['Viewers ended']);
  });

  test('twice at the same time, is returned once', async () => {
    await askAndApprove(world, named);
    const answers = await Promise.all([returns(PRIYA), returns(PRIYA)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await world.settle();
    expect((await events()).map(({ kind }) => kind)).toEqual(['grant.ended', 'grant.returned']);
  });

  test('ends within a minute, though the queue loses what was promised at once', async () => {
    await askAndApprove(world, named);
    const answer = returns(PRIYA);
    // One was promised before it was on record, and one behind that: whoever loses one has the other.
    world.platform.forge.faults.loseNextPushes = 1;
    value(await answer);
    await world.platform.clock.advance(MINUTE);
    await world.settle();
    expect(isIn()).toBe(false);
  });

  test('ends within a minute, though queries are half a minute behind', async () => {
    await askAndApprove(world, named);
    world.platform.forge.faults.queryLag = 30 * SECOND;
    value(await returns(PRIYA));
    for (let gone = 0; gone < MINUTE; gone += 10 * SECOND) {
      await world.platform.clock.advance(10 * SECOND);
      await world.settle();
    }
    expect(isIn()).toBe(false);
  });

  test('ends at once where the app could not give it back, and an admin did', async () => {
    const who = world.person(PRIYA);
    world.platform.atlassian.directory.addMember(world.groupId('frontend'), who.accountId);
    const now = world.platform.clock.now();
    const held = {
      who,
      entitlement: groupOf(world, 'frontend'),
      connectionId: connectionOf(world),
    };
    const nextTryAt = now + 59 * MINUTE;
    seedHoldings(world, [{ ...held, endsAt: now + 30 * DAY }], {
      work: { state: 'stuck', cause: 'siteRefused', tries: 6, nextTryAt },
    });
    value(await returns(PRIYA));
    await world.settle();
    expect(isIn()).toBe(false);
    expect((await events()).map(({ kind }) => kind)).toEqual(['grant.ended', 'grant.returned']);
  });

  test.each([
    ['gave it', false],
    ['prolonged it', true],
  ])(
    'ends for good, though the worker that %s died before its step said so',
    async (_, prolongs) => {
      if (prolongs) await askAndApprove(world, { ...named, term: days(3) });
      const noah = world.as('Noah Okafor');
      const request = value(await ask(world, noah, named));
      await world.settle();
      const { forge } = world.platform;
      const isOnRecord = () =>
        keysOf(world.platform, 'holding').some((key) =>
          JSON.stringify(rowOf(world.platform, key)).includes(request.id),
        );
      forge.faults.onWireCall = ({ functionKey }) =>
        functionKey === 'work-consumer' && isOnRecord() ? 'kill' : 'go';
      value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
      await world.settle();
      forge.faults.onWireCall = undefined;
      value(await returns(PRIYA));
      await world.settle();
      expect(isIn()).toBe(false);
      for (let looks = 0; looks < 3; looks += 1) {
        await world.pass(5 * MINUTE);
        await world.sweep();
      }
      expect((await get(noah, 'WEB-1', request.id)).state).toBe('completed');
      expect([isIn(), (await held())[0]?.standing]).toMatchObject([
        false,
        { state: 'ended', why: 'returned' },
      ]);
    },
  );

  test('stays where it is given anew before it could be taken away', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    const undo = world.platform.atlassian.faults.add({
      method: 'DELETE',
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
    });
    value(await returns(PRIYA));
    await world.settle();
    expect(isIn()).toBe(true);
    await askAndApprove(world, { ...named, term: days(30) });
    undo();
    await world.pass(DAY);
    await world.sweep();
    expect(isIn()).toBe(true);
    expect((await held())[0]).toMatchObject({
      standing: { state: 'active' },
      canReturn: { allowed: true },
    });
  });
});

describe('nobody', () => {
  test('returns what somebody else has, whatever they claim', async () => {
    await askAndApprove(world, named);
    const { accountId } = world.person(PRIYA);
    const claims = { accountId, subject: { kind: 'person', accountId }, by: { accountId } };
    for (const name of ['Noah Okafor', 'Maya Lindqvist', 'Olivia Hart', 'Grace Kim']) {
      const answer = await returns(name, { ...frontend(), accountId }, claims);
      expect([name, error(answer)]).toEqual([
        name,
        { code: 'return', refusal: { code: 'notInForce' } },
      ]);
    }
    await world.settle();
    expect([isIn(), told(await held()), await events()]).toEqual([true, ['frontend stays'], []]);
  });

  test('returns for all what a group of theirs has', async () => {
    const viewers = {
      kind: 'role' as const,
      projectId: world.platform.atlassian.directory.projectOf('WEB').id,
      roleId: world.roleId('WEB', 'Viewers'),
    };
    await askAndApprove(world, { issue: 'WEB-1', groups: ['design'], add: ['WEB/Viewers'] });
    const [member = ''] = world.members('design');
    expect(error(await returns(member, viewers))).toMatchObject({
      refusal: { code: 'notInForce' },
    });
    const { byGroup } = value(await world.as(member).access('access.besides', {}));
    expect(byGroup[0]?.canReturn).toEqual({ allowed: false, why: { code: 'notYours' } });
  });

  test('returns what was given by hand, what is not proved, or what is over', async () => {
    const { accountId } = world.person(PRIYA);
    world.platform.atlassian.directory.addMember(world.groupId('engineering'), accountId);
    const engineering = { kind: 'group', groupId: world.groupId('engineering') };
    expect(error(await returns(PRIYA, engineering))).toMatchObject({
      refusal: { code: 'notInForce' },
    });
    seedHoldings(world, [
      {
        who: world.person(PRIYA),
        connectionId: connectionOf(world),
        entitlement: groupOf(world, 'engineering'),
        unproved: true,
      },
    ]);
    expect(error(await returns(PRIYA, engineering))).toMatchObject({
      refusal: { code: 'unproved' },
    });
    expect(isIn('engineering')).toBe(true);
    await askAndApprove(world, { ...named, term: days(3) });
    await world.pass(3 * DAY);
    await world.sweep();
    expect(error(await returns(PRIYA))).toMatchObject({ refusal: { code: 'notInForce' } });
  });
});

describe('nothing is returned', () => {
  const refusedFor = async (cause: string, access?: object) => {
    expect(error(await returns(PRIYA, access))).toEqual({
      code: 'return',
      refusal: { code: 'cannotEnd', cause },
    });
    await world.settle();
    expect((await events()).map(({ kind }) => kind)).toEqual([]);
  };

  test('that would leave nobody who administers a project', async () => {
    await world.allow(['frontend'], { rolesOf: 'anyProject' });
    await askAndApprove(world, { ...named, add: ['MOB/Administrator'], approver: 'Liam Chen' });
    const { directory } = world.platform.atlassian;
    directory.removeActor('MOB', 'Administrator', {
      accountId: world.person('Liam Chen').accountId,
    });
    const role = {
      kind: 'role',
      projectId: directory.projectOf('MOB').id,
      roleId: world.roleId('MOB', 'Administrator'),
    };
    await refusedFor('lastAdmin', role);
    expect(world.actors('MOB', 'Administrator')).toEqual([PRIYA]);
  });

  test('of which the app acts as this account', async () => {
    const [site] = seedHoldings(world, [
      {
        who: world.person('Olivia Hart'),
        connectionId: connectionOf(world),
        entitlement: groupOf(world, 'site-admins'),
      },
    ]);
    const access = { kind: 'group', groupId: world.groupId('site-admins') };
    expect(site?.grants).toHaveLength(1);
    expect(error(await returns('Olivia Hart', access))).toEqual({
      code: 'return',
      refusal: { code: 'cannotEnd', cause: 'connectionAccount' },
    });
  });

  test('that an identity provider manages by now', async () => {
    seedHoldings(world, [
      {
        who: world.person(PRIYA),
        connectionId: connectionOf(world),
        entitlement: groupOf(world, 'all-staff'),
      },
    ]);
    await refusedFor('groupManagedElsewhere', {
      kind: 'group',
      groupId: world.groupId('all-staff'),
    });
  });

  test('while nothing is connected, or the site does not answer', async () => {
    await askAndApprove(world, named);
    const undo = world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 503 },
    });
    expect(error(await returns(PRIYA)).code).toBe('platform');
    undo();
    const connectionId = connectionOf(world);
    value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
    const answer = await world
      .as(PRIYA)
      .access('access.return', { connectionId, access: frontend() });
    expect(error(answer)).toMatchObject({ refusal: { cause: 'notConnected' } });
    expect(told(await held())).toEqual(['frontend stays']);
  });

  test('of which the record can’t be read', async () => {
    await askAndApprove(world, named);
    const [key = ''] = keysOf(world.platform, 'holding');
    poison(world.platform, 'holding', key);
    await refusedFor('recordUnreadable');
    expect(isIn()).toBe(true);
  });
});
