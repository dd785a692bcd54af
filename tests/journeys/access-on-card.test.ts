import { afterEach, beforeEach, expect, test } from 'vitest';
import { existingIds } from '../../src/domain/action/entitlement';
import { DAY } from '../../src/domain/lib/time';
import { ask, askAndApprove } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/** What a card says once its request is done: how the access stands, and not that a job was done. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'engineering', 'design']);
});
afterEach(() => world.close());

const PRIYA = 'Priya Raman';
const days = (count: number) => ({ kind: 'days' as const, days: count });
const named = { issue: 'WEB-1', people: [PRIYA], add: ['frontend'] };
/** As the panel shows them, by their ids. */
async function cards() {
  const { requests } = value(await world.as('Noah Okafor').panel('panel.load', 'WEB-1'));
  return new Map(requests.map(({ id, access }) => [id, access]));
}

test('it is active until its end, and then ended; for good it has no end; to take away says nothing', async () => {
  const timed = await askAndApprove(world, { ...named, term: days(3) });
  const stays = await askAndApprove(world, { ...named, add: ['design'] });
  const taken = await askAndApprove(world, {
    ...named,
    people: [world.members('engineering')[0] ?? ''],
    remove: ['engineering'],
    add: [],
  });
  const waits = value(
    await ask(world, world.as('Noah Okafor'), { ...named, people: ['Grace Kim'] }),
  );
  const before = await cards();
  expect(before.get(timed.id)).toMatchObject({ state: 'active', until: expect.any(Number) });
  expect(before.get(stays.id)).toEqual({ state: 'active' });
  expect([before.get(taken.id), before.get(waits.id)]).toEqual([undefined, undefined]);
  await world.pass(3 * DAY);
  await world.sweep();
  expect((await cards()).get(timed.id)).toMatchObject({ state: 'ended', at: expect.any(Number) });
});

test('it is ended once it was returned, and goes on where another request prolongs it', async () => {
  const first = await askAndApprove(world, { ...named, term: days(3) });
  const second = await askAndApprove(world, { ...named, term: days(9) });
  const prolonged = await cards();
  expect(prolonged.get(first.id)).toEqual({ state: 'goesOn' });
  expect(prolonged.get(second.id)).toMatchObject({ state: 'active' });
  const priya = world.as(PRIYA);
  const [held] = value(await priya.access('access.held', {})).items;
  if (held === undefined) throw new Error('Nothing is held');
  const { connectionId, entitlement } = held;
  value(await priya.access('access.return', { connectionId, access: existingIds(entitlement) }));
  await world.settle();
  expect((await cards()).get(second.id)).toMatchObject({ state: 'ended' });
});
