import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import type { BundleHoldersView } from '../../src/contract/views';
import { bundleHolders } from '../../src/domain/holding/bundle-difference';
import { DAY } from '../../src/domain/lib/time';
import { ask, askAndApprove } from '../support/ask-for';
import { bundlesBy } from '../support/bundles-by';
import { error, openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';

/** Who has a bundle by requests, and how that differs from what is in it by now. */
let world: World;
const { bundle, levelled, named } = bundlesBy(() => world);
const [PRIYA, YUKI, NOAH] = ['Priya Raman', 'Yuki Tanaka', 'Noah Okafor'];
const GROUPS = ['frontend', 'design', 'engineering'];
const days = (count: number) => ({ kind: 'days' as const, days: count });

beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(GROUPS, { bundles: [bundle('Developer', 'frontend', 'WEB/Viewers')] });
});
afterEach(() => world.close());

const byBundle = async (
  people: readonly string[],
  add: readonly string[] = ['frontend', 'WEB/Viewers'],
  { bundleId = 'developer', levelId }: { bundleId?: string; levelId?: string } = {},
) => {
  const bundles = [await named(world.as(NOAH), 'WEB-1', bundleId, levelId)];
  return { issue: 'WEB-1', people: [...people], add: [...add], term: days(30), bundles };
};
const part = async (input: InputOf<'bundle.holders'>, by = 'Olivia Hart') =>
  world.as(by).admin('bundle.holders', input);
const all = async (of: { bundleId: string; levelId?: string } = { bundleId: 'developer' }) => {
  const people = [];
  let [unreadable, notPeople, parts] = [0, 0, 0];
  let next: BundleHoldersView['next'] = {};
  while (next !== undefined) {
    const read: BundleHoldersView = value(await part({ ...of, ...next }));
    people.push(...read.people);
    unreadable += read.unreadable;
    notPeople += read.notPeople;
    parts += 1;
    next = read.next;
  }
  return { people, unreadable, notPeople, parts };
};
const contentsNow = async (bundleId = 'developer') => {
  const { policy } = value(await world.as('Olivia Hart').admin('admin.load', {}));
  const found = policy?.bundles.find(({ id }) => id === bundleId);
  return found?.contents ?? [];
};
const difference = async () =>
  bundleHolders((await all()).people, await contentsNow())
    .map(({ person, lacks, beyond, heldBesides }) => [
      person.displayName,
      lacks.map(({ name }) => name),
      beyond.map(({ name }) => name),
      heldBesides.map(({ name }) => name),
    ])
    .toSorted();

test('whoever has it by a request differs by what was changed since, and whoever has the same otherwise does not have it', async () => {
  expect((await all()).people).toEqual([]);
  await askAndApprove(world, await byBundle([PRIYA, YUKI]));
  await askAndApprove(world, { issue: 'WEB-1', people: ['Emma Fischer'], add: ['frontend'] });
  value(await ask(world, world.as(NOAH), await byBundle(['Liam Chen'])));
  await world.settle();
  expect(await difference()).toEqual([
    [PRIYA, [], [], []],
    [YUKI, [], [], []],
  ]);
  await world.allow(GROUPS, { bundles: [bundle('Developer', 'frontend', 'design')] });
  expect(await difference()).toEqual([
    [PRIYA, ['design'], ['Viewers'], []],
    [YUKI, ['design'], ['Viewers'], []],
  ]);
  // Nobody has been given anything, or lost it, as the bundle was changed.
  expect(world.actors('WEB', 'Viewers')).toContain(PRIYA);
  expect(world.members('design')).not.toContain(PRIYA);
  // What another request gives as well stays.
  await askAndApprove(world, {
    issue: 'WEB-2',
    people: [PRIYA],
    add: ['WEB/Viewers'],
    term: days(60),
  });
  expect(await difference()).toEqual([
    [PRIYA, ['design'], [], []],
    [YUKI, ['design'], ['Viewers'], []],
  ]);
  await world.pass(31 * DAY);
  expect(await difference()).toEqual([]);
});

test('a level is looked for by itself, and a bundle that was never asked for has nobody', async () => {
  const bundles = [levelled('Engineer', { read: ['frontend'], write: ['frontend', 'design'] })];
  await world.allow(GROUPS, { bundles });
  await askAndApprove(
    world,
    await byBundle([PRIYA], ['frontend'], { bundleId: 'engineer', levelId: 'read' }),
  );
  const names = async (of: { bundleId: string; levelId?: string }) =>
    (await all(of)).people.map(({ person }) => person.displayName);
  expect(await names({ bundleId: 'engineer', levelId: 'read' })).toEqual([PRIYA]);
  expect(await names({ bundleId: 'engineer', levelId: 'write' })).toEqual([]);
  expect(await names({ bundleId: 'engineer' })).toEqual([]);
  expect(await names({ bundleId: 'gone' })).toEqual([]);
});

test('what can’t be read is counted, and groups are told apart', async () => {
  await askAndApprove(world, {
    ...(await byBundle([PRIYA], ['WEB/Viewers'])),
    groups: ['security'],
  });
  expect(await all()).toMatchObject({ notPeople: 1, unreadable: 0 });
  const key = keysOf(world.platform, 'holding').find((one) =>
    one.includes(world.person(PRIYA).accountId),
  );
  if (key === undefined) throw new Error('Nothing is on record');
  poison(world.platform, 'holding', key);
  expect(await all()).toMatchObject({ people: [], unreadable: 1 });
});

test('is told to Jira admins alone', async () => {
  expect(error(await part({ bundleId: 'developer' }, NOAH)).code).toBe('notAllowed');
});
