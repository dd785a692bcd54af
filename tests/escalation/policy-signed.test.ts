import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { approve, ask, askOf, get, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { type RuleInput, rulesBy } from '../support/rules-by';
import { answering } from '../support/site-answers';

/** Attempts to get, by what a signed policy decides, more than it says: the right to decide, what the site does not tell, and what nobody hears of. */
const [NOAH, MAYA, PRIYA] = ['Noah Okafor', 'Maya Lindqvist', 'Priya Raman'];
/** Saves the policy, and so signs it. */
const OLIVIA = 'Olivia Hart';
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
});
afterEach(() => world.close());
const { about, members, people, ruleInput, stage } = rulesBy(() => world);

const WEEK = { kind: 'days', days: 7 } as const;
const byPolicy = (over: Partial<RuleInput> = {}) =>
  ruleInput({ byPolicy: true, longestTermDays: 30, ...over }, 0);
const signs = (...rules: readonly RuleInput[]) =>
  world.allow(['design', 'frontend'], { rules: rules.length === 0 ? [byPolicy()] : [...rules] });
const named: NamedAsk = { issue: 'WEB-1', people: [PRIYA], add: ['design'], term: WEEK };
const sends = async (more: Partial<NamedAsk> = {}, by = NOAH) =>
  value(await ask(world, world.as(by), { ...named, ...more }));
const asks = async (more: Partial<NamedAsk> = {}, by = NOAH) => {
  const { id } = await sends(more, by);
  await world.settle();
  return get(world.as(by), more.issue ?? 'WEB-1', id);
};
const preview = (more: Partial<NamedAsk> = {}) => {
  const asked = { ...named, ...more };
  const input = { ask: askOf(world, asked), term: asked.term ?? WEEK };
  return world.as(NOAH).panel('request.preview', 'WEB-1', input);
};
const ends = async ({ id }: RequestView) =>
  (await steps(world.as(NOAH), 'WEB-1', id)).map(({ outcome }) =>
    'reason' in outcome ? outcome.reason : outcome.state,
  );
const atlassian = () => world.platform.atlassian;
const told = (name: string) =>
  atlassian()
    .notificationsOf(world.person(name).accountId)
    .map(({ text }) => text)
    .filter((text) => text.includes('without approval'));

describe('the right to decide about what others ask for', () => {
  const ofMembers = () =>
    ruleInput({ what: about(['frontend']), stages: [stage(1, members('design'))] }, 1);

  test('is not given with a group whose members decide', async () => {
    await signs(byPolicy(), ofMembers());
    const { byPolicy: decided, peopleBecause } = value(await preview({ people: [NOAH] }));
    expect(decided).toBeUndefined();
    expect(peopleBecause).toEqual(['membersDecide']);
    expect(await asks({ people: [NOAH] })).toMatchObject({ state: 'awaitingApproval' });
    expect(world.members('design')).not.toContain(NOAH);
  });

  test('nor once they do', async () => {
    await signs();
    const request = await sends({ people: [NOAH] });
    await signs(byPolicy(), ofMembers());
    await world.settle();
    expect(await ends(request)).toEqual(['policyDecidesNoMore']);
    expect(world.members('design')).not.toContain(NOAH);
  });
});

const ANSWERS: readonly (readonly [string, ReturnType<typeof answering>])[] = [
  ['not there', answering(404, { errorMessages: [] })],
  ['nothing', { kind: 'answer', status: 200, body: '' }],
  ['cut off', { kind: 'answer', status: 200, body: '{"values":[{"id"' }],
  ['null', answering(200, null)],
  ['an empty object', answering(200, {})],
  ['an empty list', answering(200, [])],
  [
    'an empty page',
    answering(200, { values: [], isLast: true, total: 0, startAt: 0, maxResults: 20 }),
  ],
];

test.each([
  ['projects', /^\/project\/search/],
  ['the roles of a project', /^\/project\/[^/]+\/roledetails/],
  ['a role', /^\/project\/[^/]+\/role\/[^/]+$/],
  ['groups', /^\/group\/bulk/],
  ['products', /^\/applicationrole/],
  ['groups that are labelled', /^\/groups\/picker/],
])('nothing that administers is given as the site answers oddly about %s', async (_, path) => {
  await signs();
  atlassian().directory.addActor('WEB', 'Administrators', { groupId: world.groupId('design') });
  const without: string[] = [];
  for (const [what, effect] of ANSWERS) {
    const wellAgain = atlassian().faults.add({ via: 'token', path, effect });
    const plan = await preview();
    wellAgain();
    if (plan.ok && plan.value.byPolicy !== undefined) without.push(what);
  }
  expect(without).toEqual([]);
});

test('what whoever leads the project asks for is told to whoever signed, as nobody else is asked', async () => {
  await signs();
  expect(await asks({}, MAYA)).toMatchObject({ state: 'completed' });
  expect(told(OLIVIA)).toEqual([
    expect.stringMatching(/Maya Lindqvist asked for access.*Olivia Hart signed/s),
  ]);
});

test('whoever signed, and is to decide about it by now, decides once', async () => {
  await signs();
  const { id } = await asks({ add: ['design', 'frontend'] });
  await signs(ruleInput({ stages: [stage(1, people(OLIVIA))] }, 0));
  await world.sweep();
  const now = () => get(world.as(NOAH), 'WEB-1', id);
  value(await approve(world.as(MAYA), 'WEB-1', await now()));
  await world.settle();
  value(await approve(world.as(OLIVIA), 'WEB-1', await now()));
  await world.settle();
  expect(await now()).toMatchObject({ state: 'completed' });
  expect(world.members('design')).toContain(PRIYA);
});
