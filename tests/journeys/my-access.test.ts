import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeldView } from '../../src/contract/views';
import { DAY } from '../../src/domain/lib/time';
import { approve, askAndApprove, askOf } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, rowOf, writeRow } from '../support/poison';
import { connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';

/** What somebody has, from where and until when: the third part of the Access page. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
const days = (count: number) => ({ kind: 'days' as const, days: count });
const held = async (name: string, cursor?: string) =>
  value(await world.as(name).access('access.held', cursor === undefined ? {} : { cursor }));
const besides = async (name: string) => value(await world.as(name).access('access.besides', {}));
const told = (items: readonly HeldView[]) =>
  items.map(({ entitlement, standing }) => `${entitlement.name} ${standing.state}`);

describe('what somebody has through the app', () => {
  test('is on their page alone, what ends soonest first, with who asked and who approved it', async () => {
    await askAndApprove(world, { ...named, add: ['engineering'] });
    const request = await askAndApprove(world, {
      ...named,
      add: ['frontend', 'WEB/Viewers'],
      term: days(3),
    });
    const { items, cursor } = await held(PRIYA);
    expect(told(items)).toEqual(['frontend active', 'Viewers active', 'engineering stays']);
    expect(cursor).toBeUndefined();
    expect(items[0]).toMatchObject({
      standing: { state: 'active', at: expect.any(Number) },
      from: {
        known: 'request',
        requestId: request.id,
        issueKey: 'WEB-1',
        requester: { displayName: 'Noah Okafor' },
        approvedBy: [{ displayName: 'Maya Lindqvist' }],
      },
    });
    for (const name of ['Noah Okafor', 'Maya Lindqvist', 'Olivia Hart', 'Grace Kim'])
      expect([name, (await held(name)).items]).toEqual([name, []]);
  });

  test('is told of as over once it has ended, and from when, below what they have', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    await askAndApprove(world, { ...named, add: ['engineering'], term: days(9) });
    await world.pass(3 * DAY);
    await world.sweep();
    const { items } = await held(PRIYA);
    expect(told(items)).toEqual(['engineering active', 'frontend ended']);
    expect(items[1]).toMatchObject({ standing: { why: 'expired' }, from: { known: 'request' } });
  });

  test('was taken away by hand, and is over once that is found', async () => {
    await askAndApprove(world, { ...named, term: days(30) });
    const { directory } = world.platform.atlassian;
    directory.removeMember(world.groupId('frontend'), world.person(PRIYA).accountId);
    await world.pass(2 * DAY);
    await world.sweep();
    const { items } = await held(PRIYA);
    expect(items).toMatchObject([{ standing: { state: 'ended', why: 'goneByHand' } }]);
  });

  test('is shown without its request where they do not see its work item', async () => {
    await askAndApprove(world, named);
    world.platform.atlassian.directory.removeIssue('WEB-1');
    const { items } = await held(PRIYA);
    expect(items).toMatchObject([{ entitlement: { name: 'frontend' }, from: { known: 'hidden' } }]);
    expect(JSON.stringify(items)).not.toContain('Maya');
  });

  test('one that can’t be read is counted, and keeps none of the others', async () => {
    await askAndApprove(world, { ...named, add: ['frontend', 'engineering'] });
    const [key] = keysOf(world.platform, 'holding').filter((one) =>
      one.includes(world.groupId('frontend')),
    );
    poison(world.platform, 'holding', key ?? '');
    const first = await held(PRIYA);
    expect([told(first.items), first.unreadable]).toEqual([['engineering stays'], 1]);
    // Set aside by that look, it is counted by the next as well.
    expect((await held(PRIYA)).unreadable).toBe(1);
  });

  test('is on pages of twenty, each once, then what is over', async () => {
    const connectionId = connectionOf(world);
    const who = world.person(PRIYA);
    const now = world.platform.clock.now();
    const groups = Array.from({ length: 23 }, (_, place) => ({
      kind: 'group' as const,
      groupId: `seeded-${place}`,
      name: `group ${String(place).padStart(2, '0')}`,
    }));
    const seeds = groups.map((entitlement, place) => ({
      who,
      connectionId,
      entitlement,
      endsAt: now + (place + 1) * DAY,
    }));
    seedHoldings(world, seeds);
    const [one] = seedHoldings(world, [
      { who, connectionId, entitlement: groupOf(world, 'design'), endsAt: now - DAY },
    ]);
    const [grant] = one?.grants ?? [];
    if (grant === undefined) throw new Error('Nothing was seeded');
    seedHoldings(world, [{ who, connectionId, entitlement: groupOf(world, 'design') }], {
      grants: [],
      ended: [{ ...grant, why: 'expired', endedAt: now - DAY }],
      work: { state: 'over' },
    });
    const first = await held(PRIYA);
    expect(first.items.map(({ entitlement }) => entitlement.name)).toEqual(
      groups.slice(0, 20).map(({ name }) => name),
    );
    expect(first.items[0]?.from).toEqual({ known: 'gone' });
    const rest = await held(PRIYA, first.cursor);
    expect(told(rest.items)).toEqual([
      'group 20 active',
      'group 21 active',
      'group 22 active',
      'design ended',
    ]);
    expect(rest.cursor).toBeUndefined();
  });

  test('is there while the site does not answer', async () => {
    await askAndApprove(world, named);
    world.platform.atlassian.faults.add({
      via: 'token',
      effect: { kind: 'answer', status: 503 },
    });
    expect(told((await held(PRIYA)).items)).toEqual(['frontend stays']);
    expect((await world.as(PRIYA).access('access.besides', {})).ok).toBe(false);
  });

  test('is found where an earlier version wrote it, once anything has read it', async () => {
    await askAndApprove(world, { ...named, term: days(30) });
    const [key = ''] = keysOf(world.platform, 'holding');
    const { holder, standing, lastEnd, ...earlier } = rowOf(world.platform, key) ?? {};
    expect([holder, standing, lastEnd]).toEqual([
      `person:${world.person(PRIYA).accountId}`,
      'inForce',
      expect.any(Number),
    ]);
    writeRow(world.platform, 'holding', key, earlier);
    expect((await held(PRIYA)).items).toEqual([]);
    await world.pass(DAY);
    await world.sweep();
    expect(told((await held(PRIYA)).items)).toEqual(['frontend active']);
  });
});

describe('to have it longer', () => {
  test('is a request of its own from the same page, which somebody decides: until then, it ends as before', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    const [one] = (await held(PRIYA)).items;
    if (one?.from.known !== 'request') throw new Error('Nothing says where it is from');
    const { issueId, term, justification } = one.from;
    expect([term, justification]).toEqual([days(3), 'Needed for the launch.']);
    const form = {
      issueId,
      ask: askOf(world, named),
      term: days(30),
    };
    const priya = world.as(PRIYA);
    value(await priya.access('form.load', { issueId }));
    const { fingerprint } = value(await priya.access('request.preview', form));
    const submitted = value(
      await priya.access('request.submit', {
        ...form,
        justification,
        planFingerprint: fingerprint,
        submissionKey: randomUUID(),
      }),
    );
    await world.settle();
    expect((await held(PRIYA)).items[0]?.standing).toEqual(one.standing);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', submitted));
    await world.settle();
    await world.pass(3 * DAY);
    await world.sweep();
    const after = (await held(PRIYA)).items;
    expect(told(after)).toEqual(['frontend active']);
    expect(after[0]?.from).toMatchObject({
      requestId: submitted.id,
      requester: { displayName: PRIYA },
    });
    expect(world.members('frontend')).toContain(PRIYA);
  });

  test('can’t be asked for from there in a work item that they do not see', async () => {
    const issueId = world.platform.atlassian.directory.issue('FIN-1')?.id ?? '';
    expect(error(await world.as(PRIYA).access('form.load', { issueId }))).toEqual({
      code: 'notAllowed',
      needs: 'seeIssue',
    });
  });
});

describe('what somebody has that the app did not give them', () => {
  test('is each group that can be asked for and that the site shows them in, with whether it could be left here', async () => {
    const { directory } = world.platform.atlassian;
    const { accountId } = world.person(PRIYA);
    const managed = directory.groupNamed('all-staff');
    await world.allow(['frontend', 'engineering', 'all-staff']);
    for (const group of ['engineering', 'design', 'all-staff'])
      directory.addMember(world.groupId(group), accountId);
    await askAndApprove(world, named);
    const { notThrough } = await besides(PRIYA);
    expect(notThrough.toSorted((one, other) => other.name.localeCompare(one.name))).toEqual([
      { groupId: world.groupId('engineering'), name: 'engineering', managedElsewhere: false },
      { groupId: managed.groupId, name: managed.name, managedElsewhere: true },
    ]);
  });

  test('is what the app gave to a group that they are in, and says which group', async () => {
    await askAndApprove(world, {
      issue: 'WEB-1',
      groups: ['design'],
      add: ['WEB/Viewers'],
      term: days(30),
    });
    const [member = ''] = world.members('design');
    expect((await besides(member)).byGroup).toMatchObject([
      {
        subject: { kind: 'group', displayName: 'design' },
        entitlement: { kind: 'role', name: 'Viewers' },
        standing: { state: 'active', at: expect.any(Number) },
        from: { known: 'request', issueKey: 'WEB-1' },
      },
    ]);
    expect(told((await held(member)).items)).toEqual([]);
    expect(world.members('design')).not.toContain('Liam Chen');
    expect((await besides('Liam Chen')).byGroup).toEqual([]);
  });

  test('of a record that can’t be read it is not said that the app did not give it', async () => {
    await askAndApprove(world, named);
    const [key = ''] = keysOf(world.platform, 'holding');
    poison(world.platform, 'holding', key);
    const names = (await besides(PRIYA)).notThrough.map(({ name }) => name);
    expect(names).not.toContain('frontend');
  });

  test('can’t be told while nothing is connected', async () => {
    value(await world.as('Olivia Hart').admin('connection.disconnect', {}));
    expect(error(await world.as(PRIYA).access('access.besides', {})).code).toBe('notConnected');
  });
});
