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
const flags = async (...of: readonly string[]) =>
  value(await olivia()('admin.flagGroups', { groupIds: of.map(world.groupId) }));

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
  const found = await flags('team-7-сrew', 'team-8-crew', 'zz-desk');
  expect(
    found.map(({ name, protection, looksLike }) => [name, protection.length > 0, looksLike]),
  ).toEqual(
    expect.arrayContaining([
      ['team-7-сrew', false, { name: 'team-7-crew', isProtected: false }],
      ['team-8-crew', false, undefined],
      ['zz-desk', true, undefined],
    ]),
  );
  const many = await flags(...names.slice(0, 40));
  expect(many.filter(({ protection }) => protection.length > 0)).toEqual([]);
});
