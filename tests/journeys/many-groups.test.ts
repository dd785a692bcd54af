import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, value, type World } from '../support/open-world';

/** A site with more groups than one search shows, and a policy that lists many of the others. */
const SHOWN = 1_000;
const LISTED = 150;

let world: World;
const names = Array.from({ length: LISTED }, (_, at) => `team-${at}-crew`);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  const { directory } = world.platform.atlassian;
  for (let at = 0; at < SHOWN; at += 1) directory.addGroup(`a-${10_000 + at}`);
  for (const name of names) directory.addGroup(name);
});
afterAll(() => world.close());

const olivia = () => world.as('Olivia Hart').admin;
const described = async (...of: readonly string[]) =>
  value(await olivia()('admin.describeGroups', { groupIds: of.map(world.groupId) }));

test('lists them, by their names', async () => {
  await world.allow(names);
  const { policy } = value(await olivia()('admin.load', {}));
  expect(policy?.requestableGroups.map(({ name }) => name)).toEqual(names);
});

test('tells what a colleague has of them', async () => {
  const { accountId } = world.person('Grace Kim');
  world.platform.atlassian.directory.addMember(world.groupId('team-149-crew'), accountId);
  const found = value(
    await world.as('Noah Okafor').panel('people.holdings', 'WEB-1', { accountId }),
  );
  expect(found.map(({ entitlement }) => entitlement.name)).toContain('team-149-crew');
});

test('tells of each that is listed what speaks against it', async () => {
  const { directory } = world.platform.atlassian;
  directory.addGroup('team-7-сrew');
  directory.addGroup('zz-desk');
  directory.grant(world.groupId('zz-desk'), 'ADMINISTER');
  const found = await described('team-7-сrew', 'team-8-crew', 'zz-desk');
  expect(
    found.map(({ name, protection, looksLike }) => [name, protection.length > 0, looksLike]),
  ).toEqual(
    expect.arrayContaining([
      ['team-7-сrew', false, { name: 'team-7-crew', isProtected: false }],
      ['team-8-crew', false, undefined],
      ['zz-desk', true, undefined],
    ]),
  );
  const many = await described(...names.slice(0, 20));
  expect(many.filter(({ protection }) => protection.length > 0)).toEqual([]);
});

test('counts the members of each, the inactive too, and where one is not told, the others are', async () => {
  const { directory, faults } = world.platform.atlassian;
  directory.addMember(world.groupId('team-3-crew'), world.person('Priya Raman').accountId);
  const counted = async () =>
    (await described('team-2-crew', 'team-3-crew')).map(({ name, members }) => [name, members]);
  expect(await counted()).toEqual([
    ['team-2-crew', 0],
    ['team-3-crew', 1],
  ]);
  faults.add({
    path: /^\/group\/member/,
    query: new RegExp(world.groupId('team-3-crew')),
    effect: { kind: 'answer', status: 403, body: '{}' },
  });
  expect(await counted()).toEqual([
    ['team-2-crew', 0],
    ['team-3-crew', undefined],
  ]);
  faults.clear();
});

test('costs as much as is shown of them, however many are listed', async () => {
  let calls = 0;
  world.platform.atlassian.onExchange(() => {
    calls += 1;
  });
  const costs = async () => {
    calls = 0;
    await described('team-1-crew', 'team-2-crew');
    return calls;
  };
  const ofMany = await costs();
  await world.allow(names.slice(0, 3));
  expect(await costs()).toBe(ofMany);
  expect(ofMany).toBeGreaterThan(2);
});
