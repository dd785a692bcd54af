import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/lib/time';
import { askAndApprove } from '../support/ask-for';
import { openWorld, type World } from '../support/open-world';
import { addMembers } from '../support/seed-holdings';

/** Access that ends with many work items, beside a Jira that takes its time. */
const ISSUES = ['WEB-1', 'WEB-2', 'WEB-3', 'WEB-4', 'WEB-5', 'WEB-6'];
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
  const people = addMembers(world, 'design', ISSUES.length);
  for (const [place, issue] of ISSUES.entries()) {
    world.platform.atlassian.directory.transitionIssue(issue, 'In Progress');
    await askAndApprove(world, {
      issue,
      people: [people[place]?.displayName ?? ''],
      add: ['frontend'],
      term: { kind: 'workItem', issueId: 'any', issueKey: 'ANY-1', at: now() + 30 * DAY },
    });
  }
});
afterEach(() => world.close());

const now = () => world.platform.clock.now();

test.each([
  ['some at once', 12 * SECOND, 45 * SECOND],
  ['and leaves the rest for the next, where it takes too long', MINUTE, 3 * MINUTE],
])('a sweep looks at them %s', async (_, milliseconds, within) => {
  await world.platform.clock.advance(2 * HOUR);
  world.platform.forge.faults.loseNextTold = 1;
  world.platform.atlassian.directory.transitionIssue('WEB-1', 'Done');
  world.platform.atlassian.faults.add({
    path: /^\/issue\//,
    via: 'gateway',
    effect: { kind: 'delay', milliseconds },
  });
  const begun = now();
  await world.platform.forge.scheduler.run('sweep-schedule');
  expect(now() - begun).toBeLessThan(within);
});
