import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, askOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { keysOf, poison } from '../support/poison';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  const { directory } = world.platform.atlassian;
  for (const [place, name] of names.entries()) {
    directory.addPerson(name, `newcomer.${place}@acme.example`);
  }
});
afterEach(() => world.close());

const names = Array.from(
  { length: 50 },
  (_, place) => `Newcomer ${String(place).padStart(2, '0')}`,
);
const [bad = '', ...others] = names;
const noah = () => world.as('Noah Okafor');
const maya = () => world.as('Maya Lindqvist');
const inGroup = () =>
  world
    .members('frontend')
    .filter((name) => names.includes(name))
    .toSorted();
const days = (count: number) => ({ kind: 'days', days: count }) as const;

function poisonHoldingOf(name: string): () => void {
  const { accountId } = world.person(name);
  const [key, ...more] = keysOf(world.platform, 'holding').filter((one) => one.includes(accountId));
  if (key === undefined || more.length > 0) throw new Error(`${name} has no one holding`);
  return poison(world.platform, 'holding', key);
}

/** What a preview says of each, by name. */
async function previewed(named: Parameters<typeof askOf>[1]) {
  const input = { ask: askOf(world, named), term: named.term ?? days(2) };
  const plan = value(await noah().panel('request.preview', 'WEB-1', input));
  return plan;
}

test('of 50 people, one whose record can’t be read is left alone in preview, run and end', async () => {
  const named = { issue: 'WEB-1', people: names, add: ['frontend'] };
  await askAndApprove(world, { ...named, term: days(1) });
  expect(inGroup()).toEqual(names);

  // Submitted while all could be read: the run finds one that can't be.
  const longer = value(await ask(world, noah(), { ...named, term: days(3) }));
  await world.settle();
  const mend = poisonHoldingOf(bad);
  value(await approve(maya(), 'WEB-1', longer));
  await world.settle();
  const ended = await get(noah(), 'WEB-1', longer.id);
  expect(ended).toMatchObject({ state: 'needsAttention', progress: { failed: 1, unchanged: 49 } });
  const failed = (await steps(noah(), 'WEB-1', longer.id)).filter(
    ({ outcome }) => outcome.state === 'failed',
  );
  expect(failed).toMatchObject([
    {
      subject: { displayName: bad },
      outcome: { reason: 'recordUnreadable', retryable: true },
    },
  ]);

  const preview = await previewed({ issue: 'WEB-1', people: names, remove: ['frontend'] });
  expect(preview.counts).toEqual({ change: 49, alreadySo: 0, refused: 0, impossible: 1 });

  // Removed by request: nothing is taken from the one, and all others lose it.
  const removal = await askAndApprove(world, {
    ...{ issue: 'WEB-1', people: names, remove: ['frontend'] },
  });
  expect(removal).toMatchObject({ state: 'completed', progress: { applied: 49 } });
  expect(inGroup()).toEqual([bad]);

  // Once it can be read again, what has come due meanwhile is ended.
  mend();
  await world.pass(2 * DAY);
  await world.sweep();
  await world.sweep();
  expect(inGroup()).toEqual([]);
});

test('the end of 49 comes where the record of one can’t be read, and admins see it', async () => {
  const given = await askAndApprove(world, {
    ...{ issue: 'WEB-1', people: names, add: ['frontend'], term: days(1) },
  });
  poisonHoldingOf(bad);
  const grants = (await steps(noah(), 'WEB-1', given.id)).map(({ grant }) => grant?.state);
  expect(grants.toSorted()).toEqual([...others.map(() => 'active'), 'unreadable']);
  await world.pass(DAY);
  await world.sweep();
  await world.sweep();
  expect(inGroup()).toEqual([bad]);
  const asides = value(await world.as('Olivia Hart').admin('aside.list', {})).items;
  expect(asides).toMatchObject([{ kind: 'holding', wayOut: 'remove' }]);
});

test('nothing is given anew to whose earlier record can’t be read', async () => {
  const named = { issue: 'WEB-1', people: names, add: ['frontend'], term: days(1) };
  await askAndApprove(world, named);
  await world.pass(DAY);
  await world.sweep();
  await world.sweep();
  expect(inGroup()).toEqual([]);
  const mend = poisonHoldingOf(bad);
  const preview = await previewed(named);
  expect(preview.counts).toEqual({ change: 49, alreadySo: 0, refused: 0, impossible: 1 });
  const again = await askAndApprove(world, named);
  expect(again).toMatchObject({ state: 'completed', progress: { applied: 49, failed: 0 } });
  expect(inGroup()).toEqual(others);
  mend();
  await askAndApprove(world, { ...named, people: [bad] });
  expect(inGroup()).toEqual(names);
});
