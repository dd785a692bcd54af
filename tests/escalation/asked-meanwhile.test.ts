import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupApprovalKey } from '../../src/adapters/storage/keys';
import { DAY, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { writePlain } from '../support/poison';
import { putBackAfterEach } from '../support/put-back';
import { type RuleInput, rulesBy } from '../support/rules-by';
import { groupOf, seedHoldings } from '../support/seed-holdings';

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

const { about, people, rules, stage } = rulesBy(() => world);
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

/** As a pass leaves it that took it away, found that it had been prolonged meanwhile, and had no answer then. */
function takeAwayForNow(requestId: string, group = 'design', name = 'Priya Raman'): void {
  const { atlassian, clock } = world.platform;
  const [now, who] = [clock.now(), world.person(name)];
  const grant = { requestId, grantedAt: now, approvedAt: now, endsAt: now + 40 * DAY };
  const holding = { entitlement: groupOf(world, group), connectionId: atlassian.cloudId };
  const nextTryAt = now + 5 * MINUTE;
  const work = { state: 'stuck', cause: 'siteUnavailable', tries: 3, nextTryAt } as const;
  seedHoldings(world, [{ who, ...holding, ...grant }], { work });
  directory().removeMember(world.groupId(group), who.accountId);
}

test.each<[string, string, boolean, (issue: string) => unknown]>([
  ['nothing has changed', 'WEB-4', true, () => undefined],
  ['its work item was moved', 'WEB-5', false, (issue) => directory().moveIssue(issue, 'MOB')],
  ['its work item is gone', 'WEB-6', false, (issue) => directory().removeIssue(issue)],
  [
    'whoever asked may not ask any more',
    'WEB-1',
    false,
    () => site().leave('frontend', 'Noah Okafor'),
  ],
  [
    'the policy names another project',
    'WEB-1',
    false,
    () => rules({ projects: [projectId('MOB')] }),
  ],
])('%s: what a pass took away is given back by it, in %s: %s', async (...row) => {
  const [, issue, isGivenBack, change] = row;
  await rules({ projects: [projectId('WEB')], askers: [world.groupId('frontend')] });
  const named = { issue, people: ['Priya Raman'], add: ['design'] };
  const term = { kind: 'days', days: 40 } as const;
  const request = await askAndApprove(world, { ...named, term });
  expect(world.members('design')).toContain('Priya Raman');
  takeAwayForNow(request.id);
  await change(issue);
  for (let looks = 0; looks < 3; looks += 1) {
    await world.pass(10 * MINUTE);
    await world.sweep();
  }
  expect(world.members('design').includes('Priya Raman')).toBe(isGivenBack);
  if (isGivenBack)
    directory().removeMember(world.groupId('design'), world.person('Priya Raman').accountId);
});

/** Forty people are given back a place in a group; once twelve are, something happens: how many are after that. */
async function givenBackAfter(issue: string, people: readonly string[], happens: () => void) {
  for (const [place, name] of people.entries())
    directory().addPerson(name, `${name.replaceAll(' ', '.')}.${place}@acme.example`);
  const term = { kind: 'days', days: 40 } as const;
  const request = await askAndApprove(world, { issue, people, add: ['design'], term });
  for (const name of people) takeAwayForNow(request.id, 'design', name);
  let sent = 0;
  const stop = world.platform.atlassian.onExchange(({ method, url }) => {
    if (method !== 'POST' || !url.includes('/group/user')) return;
    sent += 1;
    if (sent === 12) happens();
  });
  for (let looks = 0; looks < 3; looks += 1) {
    await world.pass(10 * MINUTE);
    await world.sweep();
  }
  stop();
  expect(sent).toBeGreaterThanOrEqual(12);
  return sent - 12;
}
const forty = (name: string) => Array.from({ length: 40 }, (_, place) => `${name} ${place}`);

test.each(CHANGES)('%s: ten more at most are given back by a pass', async (...row) => {
  const [, reason, asked, rule, change] = row;
  const issue = directory().moveIssue(asked.replace('WEB', 'MOB'), 'WEB');
  await rules(rule());
  const after = await givenBackAfter(issue, forty(`back ${reason}`), () => change(issue));
  expect(after).toBeLessThanOrEqual(10);
});

test('those who approve meanwhile what the group is given: ten more at most are given back by a pass', async () => {
  await rules();
  const people = forty('gains');
  const after = await givenBackAfter('WEB-1', people, () => {
    const [site, group] = [world.platform.atlassian.cloudId, world.groupId('design')];
    const given = { givenAt: world.platform.clock.now(), underWay: [] };
    for (const id of [...people.map((name) => world.person(name).accountId), undefined])
      writePlain(world.platform, groupApprovalKey(site, group, id), given);
  });
  expect(after).toBeLessThanOrEqual(10);
});

test('what a pass took away is not given back where just that was approved while its work item was elsewhere', async () => {
  const byGrace = { what: about(['frontend']), stages: [stage(1, people('Grace Kim'))] };
  const [web, mob] = [projectId('WEB'), projectId('MOB')];
  await rules({ projects: [web, mob] }, { ...byGrace, projects: [web, mob] });
  const named = { issue: 'WEB-1', people: ['Priya Raman'], add: ['design', 'frontend'] };
  const term = { kind: 'days', days: 40 } as const;
  const noah = world.as('Noah Okafor');
  const request = value(await ask(world, noah, { ...named, term }));
  await world.settle();
  value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
  const away = directory().moveIssue('WEB-1', 'MOB');
  value(await approve(world.as('Grace Kim'), away, await get(noah, away, request.id)));
  directory().moveIssue(away, 'WEB');
  await world.settle();
  const has = () => ['design', 'frontend'].map((one) => world.members(one).includes('Priya Raman'));
  expect(has()).toEqual([true, true]);
  await rules({ projects: [web] }, { ...byGrace, projects: [web] });
  for (const group of ['design', 'frontend']) takeAwayForNow(request.id, group);
  for (let looks = 0; looks < 3; looks += 1) {
    await world.pass(10 * MINUTE);
    await world.sweep();
  }
  expect(has()).toEqual([true, false]);
});
