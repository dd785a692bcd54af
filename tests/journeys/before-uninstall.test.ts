import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutlivingLine } from '../../src/contract/views';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get } from '../support/ask-for';
import { killAfterChange } from '../support/kill-after';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, refuseWrites, writePlain } from '../support/poison';
import { addMembers, connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';
import { answering } from '../support/site-answers';

/** Before the app is uninstalled an admin sees what would outlive it, and has all of it end. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const NOAH = 'Noah Okafor';
const MAYA = 'Maya Lindqvist';
const OLIVIA = 'Olivia Hart';
const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'], term: days(30) };

async function outliving(): Promise<readonly OutlivingLine[]> {
  const lines: OutlivingLine[] = [];
  for (const state of ['runs', 'settling', 'stuck'] as const) {
    let cursor: string | undefined;
    do {
      const at = cursor === undefined ? { state } : { state, cursor };
      const page = value(await world.as(OLIVIA).admin('leaving.list', at));
      lines.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return lines;
}
const load = async () => value(await world.as(OLIVIA).admin('leaving.load', {}));
const endAll = (closesRequests = true) =>
  world.as(OLIVIA).admin('leaving.endAll', { closesRequests });
const isIn = (name = PRIYA, group = 'frontend') => world.members(group).includes(name);
const told = (name: string, words: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .filter((one) => JSON.stringify(one).includes(words)).length;
const events = async (kind: string) =>
  (await auditOf(world)).map(({ event }) => event).filter((event) => event.kind === kind);
const names = (lines: readonly OutlivingLine[]) => lines.map(({ subject }) => subject.displayName);

describe('what would outlive the app', () => {
  test('is what it would still take back, what ends soonest first, and not what is given for good', async () => {
    await askAndApprove(world, named);
    await askAndApprove(world, { ...named, people: ['Yuki Tanaka'], term: days(2) });
    await askAndApprove(world, { ...named, add: ['design'], term: { kind: 'permanent' } });
    const lines = await outliving();
    expect(names(lines)).toEqual(['Yuki Tanaka', PRIYA]);
    expect(lines[0]).toMatchObject({
      entitlement: { name: 'frontend' },
      endsAt: expect.any(Number),
      standing: 'active',
      issueKey: 'WEB-1',
    });
  });

  test('names the work item with which it ends, what is overdue with its reason, and what stays', async () => {
    const until = {
      kind: 'workItem',
      issueId: 'any',
      issueKey: 'ANY-1',
      at: world.platform.clock.now() + 9 * DAY,
    } as const;
    await askAndApprove(world, { ...named, term: until });
    const of = { connectionId: connectionOf(world), entitlement: groupOf(world, 'design') };
    const ends = world.platform.clock.now() + DAY;
    const [proved, other, unproved] = addMembers(world, 'design', 3);
    if (!proved || !other || !unproved) throw new Error('Nobody was added');
    seedHoldings(world, [
      { ...of, who: other, connectionId: 'another-site', endsAt: ends },
      { ...of, who: unproved, endsAt: ends, unproved: true },
    ]);
    const late = { state: 'stuck', cause: 'siteRefused', tries: 1, nextTryAt: ends } as const;
    const was = world.platform.clock.now() - HOUR;
    seedHoldings(world, [{ ...of, who: proved, endsAt: was }], { work: late });
    const lines = new Map((await outliving()).map((one) => [one.subject.displayName, one]));
    expect(lines.get(PRIYA)).toMatchObject({ workItem: 'WEB-1', standing: 'active' });
    expect(lines.get('design 0')).toMatchObject({ standing: 'late', cause: 'siteRefused' });
    expect(lines.get('design 1')).toMatchObject({ keptBy: 'otherSite' });
    expect(lines.get('design 2')).toMatchObject({ keptBy: 'unproved' });
  });

  test('counts the requests that wait, and is told to Jira admins alone', async () => {
    value(await ask(world, world.as(NOAH), named));
    await world.settle();
    expect(await load()).toMatchObject({
      waiting: { count: 1, more: false },
      underWay: { count: 0 },
    });
    const other = world.as(MAYA);
    expect(error(await other.admin('leaving.load', {})).code).toBe('notAllowed');
    expect(error(await other.admin('leaving.list', { state: 'runs' })).code).toBe('notAllowed');
    const end = await other.admin('leaving.endAll', { closesRequests: true });
    expect(error(end).code).toBe('notAllowed');
  });
});

describe('ending all of it', () => {
  test('takes it away at once, tells whom it concerns, and is on record as the admin’s', async () => {
    await askAndApprove(world, named);
    await askAndApprove(world, { ...named, people: ['Yuki Tanaka'], add: ['WEB/Viewers'] });
    await askAndApprove(world, { ...named, add: ['design'], term: { kind: 'permanent' } });
    const waiting = value(await ask(world, world.as(NOAH), { ...named, add: ['engineering'] }));
    await world.settle();
    value(await endAll());
    await world.settle();
    expect([isIn(), isIn(PRIYA, 'design')]).toEqual([false, true]);
    expect(world.actors('WEB', 'Viewers')).not.toContain('Yuki Tanaka');
    expect(await outliving()).toEqual([]);
    const { run } = await load();
    expect(run).toMatchObject({ ended: 2, closed: 1, failed: 0, endedAt: expect.any(Number) });
    for (const one of await events('grant.takenBack')) {
      expect(one).toMatchObject({ right: 'admin', actor: { displayName: OLIVIA } });
    }
    expect(await events('grant.takenBack')).toHaveLength(2);
    expect(await events('leaving.begun')).toMatchObject([{ actor: { displayName: OLIVIA } }]);
    expect(await events('leaving.finished')).toMatchObject([
      { actor: { displayName: OLIVIA }, ended: 2, closed: 1, failed: 0 },
    ]);
    await world.pass(DAY);
    await world.sweep();
    const before = [PRIYA, 'Yuki Tanaka', NOAH].map((name) => told(name, 'before its time'));
    expect(before).toEqual([1, 1, 2]);
    expect([NOAH, MAYA].map((name) => told(name, 'was closed'))).toEqual([1, 1]);
    const closed = await get(world.as(NOAH), 'WEB-1', waiting.id);
    expect(closed).toMatchObject({ state: 'withdrawn', closedFor: 'uninstall' });
    expect(await events('request.closed')).toMatchObject([
      { closedFor: 'uninstall', actor: { displayName: OLIVIA } },
    ]);
  });

  test('counts and closes what is approved and waits for its start, which would outlive the app', async () => {
    const startsAt = world.platform.clock.now() + 20 * DAY;
    const ahead = await askAndApprove(world, { ...named, startsAt });
    expect(await load()).toMatchObject({ waiting: { count: 1 }, underWay: { count: 0 } });
    value(await endAll());
    await world.settle();
    const closed = await get(world.as(NOAH), 'WEB-1', ahead.id);
    expect(closed).toMatchObject({ state: 'withdrawn', closedFor: 'uninstall' });
    expect(await load()).toMatchObject({ waiting: { count: 0 }, run: { closed: 1, failed: 0 } });
    await world.pass(21 * DAY);
    await world.sweep();
    await world.settle();
    expect(isIn()).toBe(false);
  });

  test('leaves requests that wait where the admin says so', async () => {
    const waiting = value(await ask(world, world.as(NOAH), named));
    await world.settle();
    value(await endAll(false));
    await world.settle();
    expect((await get(world.as(NOAH), 'WEB-1', waiting.id)).state).toBe('awaitingApproval');
  });

  test('leaves what is not the app’s to take, and names what could not be taken', async () => {
    const of = { connectionId: connectionOf(world), entitlement: groupOf(world, 'design') };
    const ends = world.platform.clock.now() + DAY;
    const [other, unproved] = addMembers(world, 'design', 2);
    if (!other || !unproved) throw new Error('Nobody was added');
    seedHoldings(world, [
      { ...of, who: other, connectionId: 'another-site', endsAt: ends },
      { ...of, who: unproved, endsAt: ends, unproved: true },
    ]);
    await askAndApprove(world, named);
    // The site takes nobody out of it.
    world.platform.atlassian.faults.add({
      via: 'token',
      method: 'DELETE',
      path: /group/,
      effect: answering(403, { errorMessages: ['Not today.'] }),
    });
    value(await endAll());
    await world.settle();
    expect([isIn('design 0', 'design'), isIn('design 1', 'design')]).toEqual([true, true]);
    const lines = new Map((await outliving()).map((one) => [one.subject.displayName, one]));
    expect([...lines.keys()].toSorted()).toEqual(['design 0', 'design 1', PRIYA].toSorted());
    expect(lines.get(PRIYA)).toMatchObject({
      standing: 'late',
      cause: 'siteRefused',
      siteMessage: expect.stringContaining('Not today.'),
    });
  });

  test('does not end for good what is given for good while it is looked at', async () => {
    const of = { connectionId: connectionOf(world), entitlement: groupOf(world, 'design') };
    const [who] = addMembers(world, 'design', 1);
    if (!who) throw new Error('Nobody was added');
    const now = world.platform.clock.now();
    const work = { state: 'settling', until: now + MINUTE, sent: false, tries: 0 } as const;
    seedHoldings(world, [{ ...of, who, endsAt: undefined }], { work });
    value(await endAll());
    await world.settle();
    await world.pass(5 * MINUTE);
    expect(isIn('design 0', 'design')).toBe(true);
  });

  test('asked for twice is one, and what is asked for meanwhile is decided as any', async () => {
    await askAndApprove(world, named);
    const [first, second] = [value(await endAll()), value(await endAll())];
    expect(second.beganAt).toBe(first.beganAt);
    await world.settle();
    expect(await events('leaving.begun')).toHaveLength(1);
    const again = value(await ask(world, world.as(NOAH), named));
    await world.settle();
    value(await approve(world.as(MAYA), 'WEB-1', again));
    await world.settle();
    expect(isIn()).toBe(true);
    expect(names(await outliving())).toEqual([PRIYA]);
  });

  test('counts as failed, and never as ended, what the store does not take, and tells admins of it', async () => {
    await askAndApprove(world, named);
    await askAndApprove(world, { ...named, add: ['design'], term: days(3) });
    const undo = refuseWrites(world.platform, 'holding', 400);
    value(await endAll());
    await world.settle();
    undo();
    expect((await load()).run).toMatchObject({ ended: 0, failed: 2, endedAt: expect.any(Number) });
    expect(await events('leaving.finished')).toMatchObject([{ ended: 0, failed: 2 }]);
    expect(await events('grant.takenBack')).toEqual([]);
    const noted = value(await world.as(OLIVIA).admin('aside.list', {}));
    expect(noted.items).toHaveLength(2);
    expect([isIn(), isIn(PRIYA, 'design')]).toEqual([true, true]);
    value(await endAll());
    await world.settle();
    expect((await load()).run).toMatchObject({ ended: 2, failed: 0 });
    expect([isIn(), isIn(PRIYA, 'design')]).toEqual([false, false]);
  });

  test('closes the others where a request can’t be read, and says so', async () => {
    const waiting = value(await ask(world, world.as(NOAH), named));
    value(await ask(world, world.as(NOAH), { ...named, add: ['design'] }));
    await world.settle();
    const key = keysOf(world.platform, 'request').find((one) => one.includes(waiting.id)) ?? '';
    poison(world.platform, 'request', key);
    value(await endAll());
    await world.settle();
    expect((await load()).run).toMatchObject({
      closed: 1,
      failed: 0,
      unreadable: 1,
      endedAt: expect.any(Number),
    });
    expect(await events('leaving.finished')).toMatchObject([{ closed: 1, failed: 1 }]);
  });

  test('goes on with what an earlier version had begun', async () => {
    await askAndApprove(world, named);
    writePlain(world.platform, 'leaving:run', {
      beganAt: world.platform.clock.now(),
      by: { accountId: world.person(OLIVIA).accountId, displayName: OLIVIA },
      connectionId: connectionOf(world),
      at: { part: 'settling' },
      ended: 4,
      closed: 0,
      failed: 0,
    });
    value(await endAll());
    await world.settle();
    // It was past what runs: another turn comes to it.
    expect((await load()).run).toMatchObject({ ended: 5, failed: 0, endedAt: expect.any(Number) });
    expect(isIn()).toBe(false);
  });

  test('is refused while no site is connected', async () => {
    value(await world.as(OLIVIA).admin('connection.disconnect', {}));
    expect(error(await endAll()).code).toBe('notConnected');
  });

  test('of hundreds of one request goes page by page, and each is ended once', async () => {
    const of = { connectionId: connectionOf(world), entitlement: groupOf(world, 'design') };
    const who = addMembers(world, 'design', 230);
    const endsAt = world.platform.clock.now() + DAY;
    seedHoldings(
      world,
      who.map((one) => ({ ...of, who: one, endsAt, requestId: 'seeded' })),
    );
    value(await endAll());
    await world.settle();
    await world.pass(2 * MINUTE);
    expect((await load()).run).toMatchObject({ ended: 230, failed: 0 });
    expect(world.members('design').filter((name) => name.startsWith('design '))).toEqual([]);
    const ended = await events('grant.takenBack');
    expect(ended.length).toBeGreaterThan(0);
  });
});

test('a worker that dies after any of its calls leaves nothing behind, and nobody is told twice', async () => {
  await askAndApprove(world, named);
  value(await ask(world, world.as(NOAH), { ...named, people: ['Yuki Tanaka'] }));
  await world.settle();
  const before = world.platform.image();
  for (let change = 0; ; change += 1) {
    await world.close();
    world = await openWorld({ from: before });
    value(await endAll());
    const end = killAfterChange(world, change);
    await world.settle();
    const isKilled = end();
    await world.pass(20 * MINUTE);
    await world.sweep();
    await world.settle();
    const at = `killed after ${change}`;
    expect(isIn(), at).toBe(false);
    expect((await load()).run?.endedAt, at).toBeDefined();
    expect(await events('leaving.finished'), at).toHaveLength(1);
    expect(await events('grant.takenBack'), at).toHaveLength(1);
    expect(await events('request.closed'), at).toHaveLength(1);
    expect(told(PRIYA, 'before its time'), at).toBe(1);
    expect(
      [NOAH, MAYA].map((name) => told(name, 'was closed')),
      at,
    ).toEqual([1, 1]);
    if (!isKilled) {
      expect(change).toBeGreaterThan(8);
      return;
    }
  }
});
