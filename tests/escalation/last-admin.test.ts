import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

/** Attempts to have the two who administer a project removed by two ways at once, each of which leaves the other. */
const PRIYA = 'Priya Raman';
const MAYA = 'Maya Lindqvist';
const NOAH = 'Noah Okafor';
const ROLE = 'WEB/Administrators';
const REMOVAL = /^egress DELETE .*\/role\//;

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());

/** Maya is there for good, and Priya for a day; that Maya is removed waits for her own decision. */
async function oneForADay(): Promise<RequestView> {
  const { directory } = world.platform.atlassian;
  for (const groupId of directory.actorsOf('WEB', 'Administrators').groupIds) {
    directory.removeActor('WEB', 'Administrators', { groupId });
  }
  const asked = { issue: 'WEB-1', people: [PRIYA], add: [ROLE] };
  await askAndApprove(world, { ...asked, term: { kind: 'days', days: 1 } });
  expect(world.actors('WEB', 'Administrators')).toEqual([MAYA, PRIYA]);
  const removal = { issue: 'WEB-1', people: [MAYA], remove: [ROLE] };
  const request = value(await ask(world, world.as(NOAH), removal));
  await world.settle();
  return request;
}

test('the end of one is under way for longer than its pass, and the other is removed meanwhile', async () => {
  const other = await oneForADay();
  await world.pass(DAY - MINUTE);
  const { faults } = world.platform.atlassian;
  const delay = (seconds: number) => ({ kind: 'delay', milliseconds: seconds * SECOND }) as const;
  // The looks of the pass take most of it, and its call the rest.
  const slow = faults.add({ via: 'token', method: 'GET', effect: delay(2) });
  faults.add({ via: 'token', method: 'DELETE', times: 1, effect: delay(19) });
  let between: Promise<unknown> | undefined;
  const meanwhile = async () => {
    slow();
    await new Promise((resolve) => setTimeout(resolve, 12.5 * SECOND));
    value(await approve(world.as(MAYA), 'WEB-1', other));
    await world.settle();
  };
  world.platform.forge.faults.onWireCall = ({ target }) => {
    if (REMOVAL.test(target)) between ??= meanwhile();
    return 'go';
  };
  await world.pass(2 * MINUTE);
  await between;
  await world.pass(5 * MINUTE);
  expect(world.actors('WEB', 'Administrators')).toEqual([MAYA]);
  const [step] = await steps(world.as(NOAH), 'WEB-1', other.id);
  expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'lastAdmin' });
});

describe('the one before was to be removed by a call that nobody answered, and that comes to the site late', () => {
  test.each<[string, () => Promise<void>]>([
    ['by request', removeOther],
    ['as the term ends', () => world.pass(MINUTE + 12 * SECOND)],
  ])('%s', async (_, begin) => {
    const { directory, faults } = world.platform.atlassian;
    const other = await oneForADay();
    await world.pass(DAY - MINUTE);
    const lost = { kind: 'reset', when: 'before' } as const;
    const answers = faults.add({ via: 'token', method: 'DELETE', path: /\/role\//, effect: lost });
    await begin();
    answers();
    value(await approve(world.as(MAYA), 'WEB-1', other));
    await world.settle();
    directory.removeActor('WEB', 'Administrators', { accountId: world.person(PRIYA).accountId });
    for (let looks = 0; looks < 3; looks += 1) await world.pass(5 * MINUTE);
    expect(world.actors('WEB', 'Administrators')).toEqual([MAYA]);
    const [step] = await steps(world.as(NOAH), 'WEB-1', other.id);
    expect(step?.outcome).toMatchObject({ state: 'failed', reason: 'lastAdmin' });
  });

  async function removeOther(): Promise<void> {
    const removal = { issue: 'WEB-1', people: [PRIYA], remove: [ROLE] };
    const request = value(await ask(world, world.as(NOAH), removal));
    await world.settle();
    value(await approve(world.as(MAYA), 'WEB-1', request));
    await world.settle();
  }
});
