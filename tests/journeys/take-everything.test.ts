import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';
import { connectionOf, seedHoldings } from '../support/seed-holdings';
import { answering } from '../support/site-answers';

/** All that somebody has is shown, and taken away by one ordinary request. */
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
const named = { issue: 'WEB-1', people: [PRIYA] };
const days = (count: number) => ({ kind: 'days' as const, days: count });
const everything = (name: string, by = NOAH, issue = 'WEB-1') =>
  world.as(by).panel('people.everything', issue, { accountId: world.person(name).accountId });
const held = async (name = PRIYA) =>
  value(await everything(name)).held.map(({ entitlement }) => entitlement.name);

test('is what the site shows now, whoever gave it, with the end of what ends; and nothing else', async () => {
  await askAndApprove(world, { ...named, add: ['frontend'], term: days(30) });
  await askAndApprove(world, { ...named, add: ['WEB/Viewers'] });
  const { directory } = world.platform.atlassian;
  directory.addMember(world.groupId('design'), world.person(PRIYA).accountId);
  directory.addMember(world.groupId('finance'), world.person(PRIYA).accountId);
  const all = value(await everything(PRIYA));
  expect(all.person).toMatchObject({ displayName: PRIYA, active: true });
  expect(all.notKnown).toBe(0);
  expect(all.held.map((one) => [one.entitlement.name, one.endsAt !== undefined])).toEqual([
    ['design', false],
    ['frontend', true],
    ['Viewers', false],
  ]);
});

test('is taken away by one request, decided as any removal', async () => {
  await askAndApprove(world, { ...named, add: ['frontend', 'WEB/Viewers'], term: days(30) });
  expect(await held()).toEqual(['frontend', 'Viewers']);
  const request = value(
    await ask(world, world.as(NOAH), { ...named, remove: ['frontend', 'WEB/Viewers'] }),
  );
  await world.settle();
  expect(world.members('frontend')).toContain(PRIYA);
  value(await approve(world.as(MAYA), 'WEB-1', request));
  await world.settle();
  expect((await get(world.as(NOAH), 'WEB-1', request.id)).state).toBe('completed');
  expect(world.members('frontend')).not.toContain(PRIYA);
  expect(world.actors('WEB', 'Viewers')).not.toContain(PRIYA);
  expect(await held()).toEqual([]);
  await world.pass(DAY);
});

test('names roles of other projects that the app gave only where they can be asked for, and to whom sees them', async () => {
  const { directory } = world.platform.atlassian;
  const { id: projectId } = directory.projectOf('FIN');
  const roleId = world.roleId('FIN', 'Viewers');
  const who = world.person(PRIYA);
  directory.addActor('FIN', 'Viewers', { accountId: who.accountId });
  const names = { projectKey: 'FIN', projectName: 'Finance', name: 'Viewers' };
  const entitlement = { kind: 'role', projectId, roleId, ...names } as const;
  const grant = { who, entitlement, connectionId: connectionOf(world) };
  seedHoldings(world, [{ ...grant, endsAt: world.platform.clock.now() + DAY }]);
  expect(await held()).toEqual([]);
  await world.allow(['frontend'], { rolesOf: 'anyProject' });
  const bySight = async (by: string) =>
    value(await everything(PRIYA, by)).held.map((one) => one.entitlement.name);
  expect(await bySight('Olivia Hart')).toEqual(['Viewers']);
  expect(await bySight('Grace Kim')).toEqual([]);
});

test('is not known where the site or a record does not say it, and never nothing', async () => {
  await askAndApprove(world, { ...named, add: ['frontend'], term: days(30) });
  const [key] = keysOf(world.platform, 'holding');
  if (key === undefined) throw new Error('Nothing is on record');
  poison(world.platform, 'holding', key);
  const all = value(await everything(PRIYA));
  expect(all.held.map(({ entitlement }) => entitlement.name)).toEqual(['frontend']);
  expect(all.notKnown).toBeGreaterThan(0);
  const { faults } = world.platform.atlassian;
  const undo = faults.add({ via: 'token', path: /user\/groups/, effect: answering(503, {}) });
  expect((await everything(PRIYA)).ok).toBe(false);
  undo();
});

test('is told of somebody whom the site knows alone', async () => {
  const nobody = await world
    .as(NOAH)
    .panel('people.everything', 'WEB-1', { accountId: 'nobody-there' });
  expect(error(nobody).code).toBe('notFound');
});
