import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { approve, ask, get, type NamedAsk } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { type RuleInput, rulesBy } from '../support/rules-by';

/**
 * A policy that is narrowed while a request waits, and widened again: what nobody approved who is asked by then is
 * not given, and nobody is left without a way to approve it.
 */
let world: World;
putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const { people, stage, about, rules } = rulesBy(() => world);
const submit = (over: Partial<NamedAsk> = {}) =>
  ask(world, world.as('Noah Okafor'), {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: ['design'],
    ...over,
  });
const decide = (name: string, request: RequestView) => approve(world.as(name), 'WEB-1', request);
const now = (request: RequestView) => get(world.as('Noah Okafor'), 'WEB-1', request.id);
const [emma, liam, maya] = ['Emma Fischer', 'Liam Chen', 'Maya Lindqvist'];
const two = () => ({ stages: [stage(1, people(emma)), stage(1, people(liam))] });
const design = () => about(['design']);
const all = () => about([], { groups: 'all' });
const delist = () => world.allow(['frontend']);
/** Grace decides about the role, whatever the policy says of the group. */
const withRoles = (over: Partial<RuleInput>) =>
  rules(over, {
    what: about([], { roles: true }),
    stages: [stage(1, people('Grace Kim'))],
  });
const GAPS: readonly (readonly [string, () => RuleInput['what'], () => Promise<void>])[] = [
  ['the group is delisted', design, delist],
  ['the group is delisted, of a rule about all that are listed', all, delist],
  ['the second stage is not asked', design, () => withRoles({ stages: [stage(1, people(emma))] })],
  [
    'the rule is about something else',
    design,
    () => withRoles({ ...two(), what: about(['frontend']) }),
  ],
  ['others decide', design, () => withRoles({ stages: [stage(1, people(maya))] })],
];

test.each(GAPS)('every stage is asked afterwards: %s', async (_, what, narrow) => {
  await withRoles({ ...two(), what: what() });
  const request = value(await submit({ add: ['design', 'WEB/Viewers'] }));
  value(await decide(emma, request));
  await narrow();
  await world.sweep();
  // Whoever would decide by then tries to.
  for (const name of [maya, emma]) await decide(name, await now(request));
  await world.sweep();
  await withRoles({ ...two(), what: what() });
  await world.sweep();
  value(await decide('Grace Kim', await now(request)));
  await world.settle();
  expect((await now(request)).state).toBe('awaitingApproval');
  expect(world.members('design')).not.toContain('Priya Raman');
  // Who was asked in a stage that was not there meanwhile is asked anew; the others decide once.
  for (const name of [emma, liam]) await decide(name, await now(request));
  await world.settle();
  const end = await now(request);
  expect(end.state).toBe('completed');
  const ofDesign = end.approvals.filter(({ changes }) => changes.includes(0));
  expect(ofDesign.flatMap(({ decisions }) => decisions.map(({ by }) => by.displayName))).toEqual([
    emma,
    liam,
  ]);
  expect(world.members('design')).toContain('Priya Raman');
});

test('who approved what no stage asks any more is asked anew', async () => {
  await rules({ stages: [stage(1, people(emma)), stage(1, people(liam))] });
  const request = value(await submit());
  value(await decide(emma, request));
  await rules({ stages: [stage(1, people(emma, 'Noah Okafor')), stage(1, people(liam))] });
  await world.sweep();
  await world.settle();
  expect((await now(request)).state).toBe('awaitingApproval');
  value(await decide(emma, await now(request)));
  value(await decide(liam, await now(request)));
  await world.settle();
  expect((await now(request)).state).toBe('completed');
});
