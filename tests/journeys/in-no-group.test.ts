import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { openWorld, type World } from '../support/open-world';
import { addMembers, connectionOf, groupOf, seedHoldings } from '../support/seed-holdings';

/**
 * Who was removed from the site is in no group any more: that answer proves nothing by itself, and the list of the
 * group's members is asked. That is one list for all of them, and not one for each.
 */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());

/** Calls of one invocation. */
const RUN = 1_500;
const PAGES = 20;
const GONE = 80;

/** Of a large group, those who are in no group at all by now, and three who are still in it. */
function members() {
  const { atlassian } = world.platform;
  const all = addMembers(world, 'qa', PAGES * 50 + GONE);
  for (const { accountId } of all.slice(0, GONE)) {
    atlassian.directory.removeMember(world.groupId('qa'), accountId);
  }
  expect(GONE * PAGES).toBeGreaterThan(RUN);
  return all.slice(0, GONE + 3);
}

function give(who: ReturnType<typeof members>, endsAt: number) {
  const grantedAt = world.platform.clock.now() - DAY;
  const [connectionId, entitlement] = [connectionOf(world), groupOf(world, 'qa')];
  seedHoldings(
    world,
    who.map((one) => ({ who: one, connectionId, entitlement, grantedAt, endsAt })),
  );
}

/** How often a page of members was read; nobody goes on for ever. */
function countPages(): () => number {
  let pages = 0;
  world.platform.atlassian.onExchange(({ url }) => {
    if (url.includes('/group/member')) pages += 1;
    if (pages > 2 * RUN) throw new Error('Members are read again and again');
  });
  return () => pages;
}

test('many of them who are due keep nobody else of the group from their end', async () => {
  const who = members();
  give(who, world.platform.clock.now() + 10 * MINUTE);
  await world.sweep();
  const pages = countPages();
  await world.pass(11 * MINUTE);
  const there = new Set(world.members('qa'));
  const left = who.map(({ displayName }) => displayName).filter((one) => there.has(one));
  expect(left).toEqual([]);
  expect(pages()).toBeLessThan(4 * PAGES);
});

test('many of them whose access runs are found gone by a few reads', async () => {
  give(members(), world.platform.clock.now() + 30 * DAY);
  await world.pass(HOUR);
  const pages = countPages();
  for (let sweeps = 0; sweeps < 2; sweeps += 1) await world.sweep();
  const gone = world.platform.database
    .prepare("SELECT value FROM kvs_record WHERE space = 'holding'")
    .all()
    .filter(({ value }) => String(value).includes('goneByHand'));
  expect(gone).toHaveLength(GONE);
  expect(pages()).toBeLessThan(8 * PAGES);
});
