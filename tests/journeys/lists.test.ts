import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call', 'platform-crew'], { unlocked: ['platform-crew'] });
});
afterEach(() => world.close());

async function meanings(entries: readonly string[]) {
  const found = value(
    await world.as('Noah Okafor').panel('people.resolve', 'WEB-1', { entries: [...entries] }),
  );
  return found.map((one) => {
    if ('person' in one) return `${one.found}: ${one.person.displayName}`;
    if ('people' in one) return `${one.found}: ${one.people.length}`;
    return 'email' in one ? `${one.found}: ${one.email}` : one.found;
  });
}

test('an address means its account, and a name everybody who is called so', async () => {
  const names = world.platform.atlassian.directory.people().map(({ displayName }) => displayName);
  const twice = names.find((name, place) => names.indexOf(name) !== place) ?? '';
  expect(
    await meanings([
      'priya.raman@acme.example',
      'PRIYA.RAMAN@ACME.EXAMPLE',
      'grace  kim',
      'Grace',
      twice,
      'Tom Becker',
      'somebody.new@acme.example',
      'not@an@address',
    ]),
  ).toEqual([
    'person: Priya Raman',
    'person: Priya Raman',
    'person: Grace Kim',
    'nobody',
    'several: 2',
    'inactive: Tom Becker',
    'newPerson: somebody.new@acme.example',
    'nobody',
  ]);
});

test('a long list takes a call for each whose address is hidden and few besides, and says the same', async () => {
  const people = world.platform.atlassian.directory
    .people()
    .filter(({ accountType, active }) => accountType === 'atlassian' && active);
  const hidden = people.slice(0, 5);
  for (const one of people) {
    world.platform.atlassian.directory.setShowsEmail(one.accountId, !hidden.includes(one));
  }
  let calls = 0;
  const stop = world.platform.atlassian.onExchange(() => {
    calls += 1;
  });
  const found = await meanings(people.map(({ email }) => email));
  stop();
  expect(found).toEqual(people.map(({ displayName }) => `person: ${displayName}`));
  expect(calls).toBeLessThan(hidden.length + 5);
});

test('what a colleague has is told as far as it can be asked for, with its risk', async () => {
  const { directory } = world.platform.atlassian;
  const grace = world.person('Grace Kim').accountId;
  for (const group of ['frontend', 'platform-crew', 'finance']) {
    directory.addMember(world.groupId(group), grace);
  }
  const held = value(
    await world.as('Noah Okafor').panel('people.holdings', 'WEB-1', { accountId: grace }),
  );
  expect(
    held
      .filter(({ entitlement }) => entitlement.kind === 'group')
      .map(({ entitlement, risk }) => [entitlement.name, risk]),
  ).toEqual([
    ['frontend', undefined],
    ['platform-crew', 'administers'],
  ]);
});
