import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/domain/lib/time';
import { ask, auditOf } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { addMembers } from '../support/seed-holdings';

/** What waits for a Jira that takes its time keeps nothing in the sweep from its turn. */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  const people = addMembers(world, 'design', 20).map(({ displayName }) => displayName);
  for (const issue of ['WEB-1', 'WEB-2']) {
    for (const name of people) {
      const named = { issue, people: [name], add: ['frontend'] };
      value(await ask(world, world.as('Noah Okafor'), named));
    }
  }
  await world.settle();
});
afterEach(() => world.close());

const slowDown = (milliseconds: number) =>
  world.platform.atlassian.faults.add({ effect: { kind: 'delay', milliseconds } });
const now = () => world.platform.clock.now();
/** Without what comes of it: how long it took. */
async function sweep(): Promise<number> {
  const begun = now();
  await world.platform.forge.scheduler.run('sweep-schedule');
  return now() - begun;
}
const eventsOf = async (kind: string) =>
  (await auditOf(world)).filter(({ event }) => event.kind === kind).length;

test.each([
  ['to see who decides on them', 0, 75],
  ['to see whom to remind besides', DAY, 150],
])('of forty requests that wait, a sweep asks it %s, some at once', async (_, later, within) => {
  await world.platform.clock.advance(later);
  slowDown(3 * SECOND);
  expect(await sweep()).toBeLessThan(within * SECOND);
});

test('what a sweep has no time for, the next ones look at', async () => {
  world.platform.atlassian.directory.setLead('WEB', world.person('Liam Chen').accountId);
  const mend = slowDown(12 * SECOND);
  expect(await sweep()).toBeLessThan(5 * MINUTE);
  const [first, ofAll] = [await eventsOf('request.rerouted'), 40];
  for (let times = 0; times < 2; times += 1) await sweep();
  mend();
  expect([first > 0, await eventsOf('request.rerouted')]).toEqual([true, ofAll]);
});
