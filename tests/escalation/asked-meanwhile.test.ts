import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve, ask, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { type RuleInput, rulesBy } from '../support/rules-by';

/**
 * Who may ask, and in the work items of which projects, holds for every effect: what changes while many are sent is noticed
 * ten later at most, as is whatever else they stand on.
 */
let world: World;
const site = putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const { rules } = rulesBy(() => world);
const directory = () => world.platform.atlassian.directory;
const projectId = (key: string) => directory().projectOf(key).id;

const CHANGES: readonly (readonly [
  string,
  string,
  string,
  () => Partial<RuleInput>,
  (issue: string) => string,
])[] = [
  [
    'the work item is moved to another project',
    'projectNotAllowed',
    'WEB-2',
    () => ({ projects: [projectId('WEB')] }),
    (issue) => directory().moveIssue(issue, 'MOB'),
  ],
  [
    'whoever asked leaves the group that may ask',
    'askerNotAllowed',
    'WEB-3',
    () => ({ askers: [world.groupId('frontend')] }),
    (issue) => {
      site().leave('frontend', 'Noah Okafor');
      return issue;
    },
  ],
];

test.each(CHANGES)('%s: ten more at most', async (...row) => {
  const [, reason, from, rule, change] = row;
  await rules(rule());
  const people = Array.from({ length: 40 }, (_one, place) => `${reason} ${place}`);
  for (const [place, name] of people.entries())
    directory().addPerson(name, `${reason}.${place}@acme.example`);
  const named = { issue: from, people, add: ['design'] };
  const request = value(await ask(world, world.as('Noah Okafor'), named));
  await world.settle();
  let [sent, before, issue] = [0, 0, from];
  const stop = world.platform.atlassian.onExchange(({ method, url }) => {
    if (method !== 'POST' || !url.includes('/group/user')) return;
    sent += 1;
    if (sent !== 12) return;
    before = sent;
    issue = change(issue);
  });
  value(await approve(world.as('Maya Lindqvist'), from, request));
  await world.settle();
  stop();
  expect(before).toBe(12);
  expect(sent - before).toBeLessThanOrEqual(10);
  const ended = await steps(world.as('Noah Okafor'), issue, request.id);
  const failed = ended.flatMap(({ outcome }) => (outcome.state === 'failed' ? [outcome] : []));
  expect(failed).toHaveLength(people.length - sent);
  expect(new Set(failed.map((one) => one.reason))).toEqual(new Set([reason]));
  expect(failed[0]).toMatchObject({ rule: 'Rule 0' });
  expect((await get(world.as('Noah Okafor'), issue, request.id)).state).toBe('needsAttention');
});
