import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, auditOf, get, type NamedAsk } from '../support/ask-for';
import { isRead, killAfterChange, oneOf } from '../support/kill-after';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison, rowOf, writeRow } from '../support/poison';
import { rulesBy } from '../support/rules-by';

/** Whoever is asked to decide and does not is reminded by the app: once, and once more before it is too late. */
const ISABELLE = 'Isabelle Moreau';
const [NOAH, MAYA, LIAM, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Liam Chen', 'Priya Raman'];
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'design']);
});
afterEach(() => world.close());
const { rules, people, stage } = rulesBy(() => world);

const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
const asks = async (more: Partial<NamedAsk> = {}) => {
  const request = value(await ask(world, world.as(NOAH), { ...named, ...more }));
  await world.settle();
  return request;
};
const reminders = (name: string) =>
  world.platform.atlassian
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => text.includes('still wait'));
const count = (...names: readonly string[]) => names.map((name) => reminders(name).length);
const passes = async (time: number) => {
  await world.pass(time);
  await world.sweep();
};

test('comes after a day and a day before the end, and is on record', async () => {
  await asks();
  await passes(DAY - HOUR);
  expect(count(MAYA)).toEqual([0]);
  await passes(HOUR);
  await passes(HOUR);
  expect(reminders(MAYA)).toEqual([
    expect.stringMatching(/by Noah Okafor still waits.*frontend.*times out in 13 days/s),
  ]);
  await passes(11 * DAY);
  expect(count(MAYA)).toEqual([1]);
  await passes(DAY);
  await passes(HOUR);
  expect(reminders(MAYA)).toEqual([
    expect.stringContaining('times out in 23 hours'),
    expect.anything(),
  ]);
  const audit = (await auditOf(world)).map(({ event }) => event);
  expect(audit.filter(({ kind }) => kind === 'request.reminded')).toMatchObject(
    Array(2).fill({ actor: { kind: 'app' }, to: [{ displayName: MAYA }] }),
  );
});

test('comes after half of the time where that is short, and then no second time', async () => {
  await world.allow(['frontend'], { decideWithinDays: 1 });
  await asks();
  await passes(11 * HOUR);
  expect(count(MAYA)).toEqual([0]);
  await passes(HOUR + MINUTE);
  await passes(11 * HOUR);
  expect(count(MAYA)).toEqual([1]);
});

test('of several requests is one message to each, and says nothing of the others there', async () => {
  await asks();
  await asks({ add: ['design'] });
  await asks({ issue: 'WEB-2' });
  await passes(DAY);
  expect(reminders(MAYA)).toEqual([
    expect.stringContaining('several requests for access still wait for your decision'),
  ]);
  expect(reminders(MAYA)[0]).not.toMatch(/frontend|design/);
});

test('comes also where what was told of the request can’t be read', async () => {
  const { id } = await asks();
  poison(world.platform, 'telling', `telling:${id}`);
  await passes(DAY);
  await passes(HOUR);
  expect(count(MAYA)).toEqual([1]);
});

test('of several is in no work item that one of them does not see by then', async () => {
  const { directory, faults } = world.platform.atlassian;
  const liam = { accountId: world.person(LIAM).accountId };
  directory.addActor('FIN', 'Viewers', liam);
  await rules({ stages: [stage(1, people(ISABELLE, LIAM))] });
  const add = ['design'];
  value(await ask(world, world.as('Ingrid Solberg'), { ...named, issue: 'FIN-1', add }));
  await asks({ add });
  const undo = faults.add({
    method: 'POST',
    path: /\/(comment|notify)$/,
    effect: { kind: 'answer', status: 503 },
  });
  await passes(DAY);
  undo();
  directory.removeActor('FIN', 'Viewers', liam);
  expect(directory.canSee(liam.accountId, 'FIN-1')).toBe(false);
  for (let hour = 0; hour < 4; hour += 1) await passes(HOUR);
  const mentioned = (issue: string) =>
    (directory.issue(issue)?.comments ?? [])
      .slice(1)
      .filter(({ body }) => JSON.stringify(body).includes(liam.accountId)).length;
  expect([mentioned('FIN-1'), mentioned('WEB-1')]).toEqual([0, 1]);
  expect(count(ISABELLE, LIAM)).toEqual([1, 1]);
});

test.each([
  ['WEB-1', 'frontend', 'design'],
  ['WEB-2', 'design', 'frontend'],
])('of several though that of %s can’t be looked up: of it once it can', async (key, of, other) => {
  await asks();
  await asks({ issue: 'WEB-2', add: ['design'] });
  const { directory, faults } = world.platform.atlassian;
  const path = new RegExp(`/issue/(${key}|${directory.issue(key)?.id})$`);
  const sends = faults.add({
    method: 'POST',
    path: /\/(comment|notify)$/,
    effect: { kind: 'answer', status: 503 },
  });
  await passes(DAY);
  sends();
  const looks = faults.add({ path, effect: { kind: 'answer', status: 500 } });
  for (let hour = 0; hour < 2; hour += 1) await passes(HOUR);
  expect(reminders(MAYA)).toEqual([expect.stringContaining(other)]);
  looks();
  for (let hour = 0; hour < 2; hour += 1) await passes(HOUR);
  expect(reminders(MAYA)).toEqual([expect.stringContaining(of), expect.stringContaining(other)]);
});

test('of several though nothing of what was told of one can be read: of the others', async () => {
  const { id } = await asks();
  await asks({ issue: 'WEB-2', add: ['design'] });
  const sends = world.platform.atlassian.faults.add({
    method: 'POST',
    path: /\/(comment|notify)$/,
    effect: { kind: 'answer', status: 503 },
  });
  await passes(DAY);
  sends();
  const key = keysOf(world.platform, 'telling').find((one) => one.endsWith(id)) ?? '';
  const row = rowOf(world.platform, key) ?? {};
  for (const name of [key, ...[2, 3, 4, 5].map((record) => `${key}.${record}`)]) {
    writeRow(world.platform, 'telling', name, row);
    poison(world.platform, 'telling', name);
  }
  for (let hour = 0; hour < 2; hour += 1) await passes(HOUR);
  expect(reminders(MAYA)).toEqual([expect.stringContaining('design')]);
});

test('of several though that of one can’t be looked up, and whoever reminds dies after any change', async () => {
  await asks();
  await asks({ issue: 'WEB-2', add: ['design'] });
  const sends = world.platform.atlassian.faults.add({
    method: 'POST',
    path: /\/(comment|notify)$/,
    effect: { kind: 'answer', status: 503 },
  });
  await passes(DAY);
  sends();
  const image = world.platform.image();
  for (let at = 1, isKilled = true; isKilled; at += 1) {
    await world.close();
    world = await openWorld({ from: image });
    const { directory, faults } = world.platform.atlassian;
    const path = new RegExp(`/issue/(WEB-2|${directory.issue('WEB-2')?.id})$`);
    const looks = faults.add({ path, effect: { kind: 'answer', status: 500 } });
    const isOver = killAfterChange(world, at);
    await passes(10 * MINUTE);
    isKilled = isOver();
    // Whoever takes over finds what it is about.
    looks();
    for (let time = 0; time < 6; time += 1) await passes(10 * MINUTE);
    const isOf = (what: string) => (text: string) =>
      text.includes(what) || text.includes('several');
    const of = (what: string) => reminders(MAYA).filter(isOf(what)).length;
    expect([at, of('frontend'), of('design')]).toEqual([at, 1, 1]);
  }
});

test('of several, each by a message of their own that Jira never takes: for a day, and then no more', async () => {
  await rules({ stages: [stage(2, people(MAYA, LIAM))] });
  await asks({ add: ['design'] });
  await asks({ issue: 'MOB-1' });
  world.platform.atlassian.faults.add({
    method: 'POST',
    path: /\/(comment|notify)$/,
    effect: { kind: 'answer', status: 403 },
  });
  await passes(DAY);
  await passes(DAY);
  const notTold = async () =>
    (await auditOf(world)).filter(({ event }) => event.kind === 'approver.notTold').length;
  expect(await notTold()).toBe(2);
  expect(keysOf(world.platform, 'outbox')).toEqual([]);
});

describe('nobody is reminded', () => {
  test('who has decided, or of what is decided', async () => {
    await rules({ stages: [stage(2, people(MAYA, LIAM))] });
    const request = await asks({ add: ['design'] });
    value(await approve(world.as(MAYA), 'WEB-1', await get(world.as(MAYA), 'WEB-1', request.id)));
    await passes(DAY);
    expect(count(MAYA, LIAM)).toEqual([0, 1]);
    value(await approve(world.as(LIAM), 'WEB-1', await get(world.as(LIAM), 'WEB-1', request.id)));
    await passes(13 * DAY);
    expect(count(MAYA, LIAM)).toEqual([0, 1]);
  });

  test('while a question waits, and then as much later', async () => {
    const request = await asks();
    await world.pass(20 * HOUR);
    const requestId = request.id;
    value(await world.as(MAYA).access('request.question', { requestId, text: 'For what?' }));
    await passes(10 * HOUR);
    expect(count(MAYA)).toEqual([0]);
    value(await world.as(NOAH).access('request.answer', { requestId, text: 'The launch' }));
    await passes(3 * HOUR);
    expect(count(MAYA)).toEqual([0]);
    await passes(HOUR);
    expect(count(MAYA)).toEqual([1]);
  });

  test('while away: then whoever stands in, a day after they were told', async () => {
    await asks();
    await world.pass(12 * HOUR);
    const now = world.platform.clock.now();
    value(
      await world.as(MAYA).access('access.setAway', {
        deputyId: world.person(LIAM).accountId,
        from: now,
        until: now + 7 * DAY,
      }),
    );
    await world.sweep();
    await passes(12 * HOUR);
    expect(count(MAYA, LIAM)).toEqual([0, 0]);
    await passes(12 * HOUR);
    expect(count(MAYA, LIAM)).toEqual([0, 1]);
    expect(reminders(LIAM)[0]).toContain('Liam Chen decides for Maya Lindqvist, who is away.');
  });

  test('who does not decide any more, nor whoever does before they had their time', async () => {
    await asks();
    await passes(12 * HOUR);
    world.platform.atlassian.directory.setLead('WEB', world.person(LIAM).accountId);
    await passes(13 * HOUR);
    expect(count(MAYA, LIAM)).toEqual([0, 0]);
    await passes(DAY);
    expect(count(MAYA, LIAM)).toEqual([0, 1]);
  });
});

describe('it comes once', () => {
  test('and whoever has the request before them decides on it', async () => {
    const request = await asks();
    await passes(DAY);
    expect(count(MAYA)).toEqual([1]);
    value(await approve(world.as(MAYA), 'WEB-1', request));
  });

  test('where two sweeps look at the same time', async () => {
    await asks();
    await world.pass(DAY);
    const { scheduler } = world.platform.forge;
    await Promise.all([scheduler.run('sweep-schedule'), scheduler.run('sweep-schedule')]);
    await world.settle();
    await passes(HOUR);
    expect(count(MAYA)).toEqual([1]);
  });

  test('where Jira takes it only later', async () => {
    await asks();
    const undo = world.platform.atlassian.faults.add({
      method: 'POST',
      path: /\/(comment|notify)$/,
      effect: { kind: 'answer', status: 503 },
    });
    await world.pass(DAY);
    expect(count(MAYA)).toEqual([0]);
    undo();
    for (let hour = 0; hour < 4; hour += 1) await passes(HOUR);
    expect(count(MAYA)).toEqual([1]);
  });

  test('whatever change a sweep or a worker dies after', async () => {
    await asks();
    await asks({ add: ['design'] });
    await world.pass(DAY - HOUR);
    const image = world.platform.image();
    for (let at = 0, isKilled = true; isKilled; at += oneOf(4)) {
      await world.close();
      world = await openWorld({ from: image });
      let changes = 0;
      isKilled = false;
      await world.platform.clock.advance(HOUR);
      world.platform.forge.faults.onWireCall = (call) => {
        if (isRead(call) || isKilled) return 'go';
        changes += 1;
        if (changes <= at) return 'go';
        isKilled = true;
        return 'killAfter';
      };
      await world.sweep();
      world.platform.forge.faults.onWireCall = undefined;
      for (let time = 0; time < 3; time += 1) await passes(10 * MINUTE);
      expect([at, ...count(MAYA)]).toEqual([at, 1]);
    }
  });
});
