import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlatformImage } from '../../local/platform/platform';
import { existingIds } from '../../src/domain/action/entitlement';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { askAndApprove } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, refuseWrites } from '../support/poison';
import { addMembers, connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';

/** Whoever has access, and whoever asked for it, are told before it ends: once at each time, and of what is still so. */
let world: World;
let noon: PlatformImage;
beforeAll(async () => {
  world = await openWorld({ startsAt: Date.UTC(2026, 0, 5, 12) });
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
  noon = world.platform.image();
  await world.close();
});
beforeEach(async () => {
  world = await openWorld({ from: noon });
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const NOAH = 'Noah Okafor';
const YUKI = 'Yuki Tanaka';
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
const days = (count: number) => ({ kind: 'days' as const, days: count });
const hours = (count: number) => ({ kind: 'hours' as const, hours: count });

const isOfEnd = (one: unknown) => JSON.stringify(one).includes('about to end');
const toldTo = (name: string) =>
  world.platform.atlassian.notificationsOf(world.person(name).accountId).filter(isOfEnd).length;
const counts = () => [PRIYA, NOAH, 'Maya Lindqvist', 'Grace Kim'].map(toldTo);
const now = () => world.platform.clock.now();
const comments = (key = 'WEB-1') =>
  (world.platform.atlassian.directory.issue(key)?.comments ?? []).map(({ body }) =>
    JSON.stringify(body),
  );
const ofEnds = (key = 'WEB-1') => comments(key).filter((one) => one.includes('about to end'));
/** Time goes on by each of these, and a sweep comes after it. */
async function go(...times: readonly number[]): Promise<void> {
  for (const time of times) {
    await world.pass(time);
    await world.sweep();
    await world.settle();
  }
}

describe('who has access and who asked for it', () => {
  test('are told seven days and one day before its end, and nobody else is', async () => {
    const { id } = await askAndApprove(world, { ...named, term: days(30) });
    await go(22 * DAY);
    expect(counts()).toEqual([0, 0, 0, 0]);
    await go(DAY);
    expect(counts()).toEqual([1, 1, 0, 0]);
    const [told] = ofEnds();
    expect(told).toContain('The group frontend, for ');
    expect(told).toContain('4 Feb 2026, 12:');
    expect(told).toContain(`/browse/WEB-1?extendAccess=${id}`);
    await go(5 * DAY);
    expect(counts()).toEqual([1, 1, 0, 0]);
    await go(DAY);
    expect(counts()).toEqual([2, 2, 0, 0]);
    await go(12 * HOUR, DAY);
    expect(world.members('frontend')).not.toContain(PRIYA);
    expect(counts()).toEqual([2, 2, 0, 0]);
  });

  test.each<[string, { kind: 'hours'; hours: number } | { kind: 'days'; days: number }, number]>([
    ['three hours, not at all', hours(3), 0],
    ['eight hours, once', hours(8), 1],
    ['three days, once', days(3), 1],
    ['two weeks, once', days(14), 1],
  ])('of a term of %s', async (_, term, times) => {
    const length = term.kind === 'hours' ? term.hours * HOUR : term.days * DAY;
    await askAndApprove(world, { ...named, term });
    await go(length / 2);
    expect(counts()).toEqual([0, 0, 0, 0]);
    await go(length * 0.3, length * 0.1);
    expect(counts()).toEqual([times, times, 0, 0]);
    await go(length * 0.2);
    expect(world.members('frontend')).not.toContain(PRIYA);
    expect(counts()).toEqual([times, times, 0, 0]);
  });

  test('are told together of several people and groups that end on the same day', async () => {
    await askAndApprove(world, {
      ...named,
      people: [PRIYA, YUKI],
      add: ['frontend', 'design'],
      term: days(14),
    });
    await go(10 * DAY, DAY);
    expect([PRIYA, YUKI, NOAH].map(toldTo)).toEqual([1, 1, 1]);
    expect(ofEnds()).toHaveLength(1);
    expect(ofEnds()[0]).toContain('The group design, for ');
  });

  test('have one message of ends that were asked for in several requests, which names no other work item', async () => {
    const own = { ...named, by: PRIYA, term: days(14) };
    await askAndApprove(world, own);
    await askAndApprove(world, { ...own, add: ['design'] });
    await world.pass(2 * HOUR);
    await askAndApprove(world, {
      ...own,
      issue: 'MOB-1',
      add: ['engineering'],
      approver: 'Liam Chen',
    });
    await go(10 * DAY, DAY, MINUTE);
    expect(toldTo(PRIYA)).toBe(1);
    const [told = ''] = [...ofEnds(), ...ofEnds('MOB-1')];
    const isInWeb = ofEnds().length === 1;
    expect(told).not.toContain(isInWeb ? 'MOB-1' : 'WEB-1');
    expect([told.includes('frontend'), told.includes('design')]).toEqual([isInWeb, isInWeb]);
    expect(told.includes('engineering')).toBe(!isInWeb);
    expect(told).toContain(`${isInWeb ? 1 : 2} more, asked for in other work items`);
    await go(DAY, DAY);
    expect(toldTo(PRIYA)).toBe(1);
  });
});

describe('nobody is told of what by then', () => {
  test('was extended: of the later end they are', async () => {
    await askAndApprove(world, { ...named, term: days(14) });
    await go(9 * DAY);
    await askAndApprove(world, { ...named, term: days(14) });
    await go(2 * DAY, 2 * DAY);
    expect(counts()).toEqual([0, 0, 0, 0]);
    await go(8 * DAY);
    expect(counts()).toEqual([1, 1, 0, 0]);
  });

  test('was returned', async () => {
    await askAndApprove(world, { ...named, term: days(14) });
    const priya = world.as(PRIYA);
    const [held] = value(await priya.access('access.held', {})).items;
    if (held === undefined) throw new Error('Nothing is held');
    const { connectionId, entitlement } = held;
    value(await priya.access('access.return', { connectionId, access: existingIds(entitlement) }));
    await go(11 * DAY, 2 * DAY);
    expect(counts()).toEqual([0, 0, 0, 0]);
  });

  test('was extended or ended while the message could not be sent', async () => {
    await askAndApprove(world, { ...named, term: hours(8) });
    await askAndApprove(world, { ...named, add: ['design'], term: hours(8) });
    const mend = world.platform.atlassian.faults.add({
      path: /\/(comment|notify)$/,
      effect: { kind: 'answer', status: 503 },
    });
    await go(6.5 * HOUR);
    await askAndApprove(world, { ...named, term: days(14) });
    await go(2 * HOUR);
    mend();
    await go(6 * HOUR, 6 * HOUR);
    expect(counts()).toEqual([0, 0, 0, 0]);
  });
});

describe('once', () => {
  test('though the first tries fail, and nothing of it fails the end', async () => {
    await askAndApprove(world, { ...named, term: days(3) });
    const mend = world.platform.atlassian.faults.add({
      path: /\/(comment|notify)$/,
      effect: { kind: 'answer', status: 503 },
    });
    await go(2 * DAY + 8 * HOUR, HOUR);
    expect(counts()).toEqual([0, 0, 0, 0]);
    mend();
    await go(6 * HOUR, HOUR);
    expect(counts()).toEqual([1, 1, 0, 0]);
    await go(DAY);
    expect(world.members('frontend')).not.toContain(PRIYA);
    expect(counts()).toEqual([1, 1, 0, 0]);
  });

  test('though every sweep runs twice', async () => {
    await askAndApprove(world, { ...named, term: days(30) });
    await world.pass(24 * DAY);
    await Promise.all([world.sweep(), world.sweep()]);
    await world.settle();
    expect(counts()).toEqual([1, 1, 0, 0]);
    await Promise.all([world.sweep(), world.sweep()]);
    await world.pass(2 * DAY);
    await Promise.all([world.sweep(), world.sweep()]);
    await world.settle();
    expect(counts()).toEqual([1, 1, 0, 0]);
  });

  test('though a worker is killed at any change that it makes', async () => {
    await askAndApprove(world, { ...named, people: [PRIYA, YUKI], term: days(30) });
    await world.pass(22 * DAY + 11 * HOUR);
    const before = world.platform.image();
    for (let change = 0; ; change += 1) {
      await world.close();
      world = await openWorld({ from: before });
      await world.platform.clock.advance(HOUR);
      const end = killAfterChange(world, change);
      await world.sweep();
      await world.settle();
      const isKilled = end();
      await go(HOUR, MINUTE);
      expect([PRIYA, YUKI, NOAH].map(toldTo)).toEqual([1, 1, 1]);
      expect(ofEnds()).toHaveLength(1);
      if (!isKilled) {
        // The claim, the mark, the comment, that it was told.
        expect(change).toBeGreaterThan(3);
        return;
      }
    }
  });

  test('though no sweep came between the two times', async () => {
    await askAndApprove(world, { ...named, term: days(30) });
    await world.platform.clock.advance(29 * DAY);
    await world.sweep();
    await world.settle();
    await go(HOUR, 10 * HOUR);
    expect(counts()).toEqual([1, 1, 0, 0]);
  });
});

describe('what can’t be told keeps nobody else from being told', () => {
  test('as its requests are no more', async () => {
    await askAndApprove(world, { ...named, term: days(14) });
    const entitlement = groupOf(world, 'design');
    const connectionId = connectionOf(world);
    const [grantedAt, endsAt] = [now() - 2 * DAY, now() + 12 * DAY];
    // One more than a sweep promises to tell of, and due before.
    const many = addMembers(world, 'design', 201);
    seedHoldings(
      world,
      many.map((who) => ({ who, entitlement, connectionId, grantedAt, endsAt })),
    );
    await go(11 * DAY, 5 * MINUTE);
    expect(counts()).toEqual([1, 1, 0, 0]);
  });

  test('as the store does not take its record: then it stays promised, and they are told once it does', async () => {
    await askAndApprove(world, { ...named, term: days(14) });
    await world.pass(10 * DAY);
    const takesAgain = refuseWrites(world.platform, 'holding', 400);
    await go(DAY, MINUTE);
    expect(counts()).toEqual([0, 0, 0, 0]);
    expect(keysOf(world.platform, 'outbox')).toContainEqual(expect.stringContaining('beforeEnd.'));
    takesAgain();
    await go(10 * MINUTE, 10 * MINUTE);
    expect(counts()).toEqual([1, 1, 0, 0]);
  });
});

test('what is not due costs nothing: as much is read of three as of three hundred', async () => {
  await askAndApprove(world, { ...named, term: days(30) });
  const reads = async () => {
    const { readUnits } = world.platform.forge.kvs.metered;
    await world.sweep();
    return world.platform.forge.kvs.metered.readUnits - readUnits;
  };
  const few = await reads();
  const entitlement = groupOf(world, 'design');
  const connectionId = connectionOf(world);
  const endsAt = world.platform.clock.now() + 60 * DAY;
  const many = addMembers(world, 'design', 300);
  seedHoldings(
    world,
    many.map((who) => ({ who, entitlement, connectionId, endsAt })),
  );
  expect(await reads()).toBeLessThanOrEqual(few);
});
