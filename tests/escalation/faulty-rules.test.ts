import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RefusedRule } from '../../src/domain/policy/unlock';
import { error, openWorld, value, type World } from '../support/open-world';
import { type RuleInput, rulesBy } from '../support/rules-by';

/** Rules that an admin, or whoever writes the page's payload, tries to save: what could not be named or done is not kept. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  await rules({ name: 'Kept' });
});
afterAll(() => world.close());

const { people, members, stage, about, rules, ruleInput } = rulesBy(() => world);
const load = async () => {
  const { policy } = value(await world.as('Olivia Hart').admin('admin.load', {}));
  if (policy === undefined) throw new Error('The policy in force can’t be read');
  return policy;
};
async function save(...all: readonly Partial<RuleInput>[]) {
  const { version, connectionId = null, rolesOf, creation, decideWithinDays } = await load();
  return world.as('Olivia Hart').admin('policy.save', {
    version,
    connectionId,
    rolesOf,
    creation,
    decideWithinDays,
    requestableGroups: [{ groupId: world.groupId('design'), unlockedFor: [] }],
    fallbackApprovers: [],
    longestTermDays: null,
    rules: all.map(ruleInput),
  });
}

const nobody = { kind: 'people' as const, people: ['712020:nobody'] };
const twice = () => ({
  kind: 'people' as const,
  people: [world.person('Emma Fischer').accountId, world.person('Emma Fischer').accountId],
});
const FAULTY: readonly (readonly [
  string,
  () => readonly Partial<RuleInput>[],
  RefusedRule['fault'],
  string,
])[] = [
  ['no name', () => [{ name: '' }], 'noName', '#1'],
  ['a name of blanks', () => [{ name: 'Whole' }, { name: ' \u00a0' }], 'noName', '#2'],
  ['a name without width', () => [{ name: '\u200b\u2060' }], 'noName', '#1'],
  ['the name of another', () => [{ name: 'Two' }, { name: 'two\u200b' }], 'nameTaken', 'two (#2)'],
  ['nothing that it is about', () => [{ what: about([]) }], 'aboutNothing', 'Rule 0'],
  [
    'fewer people than have to approve',
    () => [{ stages: [stage(2, people('Emma Fischer'))] }],
    'tooFewDecide',
    'Rule 0',
  ],
  ['one who is named twice', () => [{ stages: [stage(2, twice())] }], 'tooFewDecide', 'Rule 0'],
  ['people who are not there', () => [{ stages: [stage(1, nobody)] }], 'peopleUnknown', 'Rule 0'],
  [
    'somebody who is not there beside others',
    () => [{ stages: [stage(1, { ...nobody, people: [...twice().people, ...nobody.people] })] }],
    'peopleUnknown',
    'Rule 0',
  ],
  [
    'a group that is not there, to decide',
    () => [{ stages: [stage(1, { kind: 'members', groupId: 'no-group' })] }],
    'membersUnknown',
    'Rule 0',
  ],
  [
    'a group that is not there, to ask',
    () => [{ askers: ['no-group'] }],
    'askersUnknown',
    'Rule 0',
  ],
  [
    'a group that is not there, to be about',
    () => [{ what: { ...about([]), groups: ['no-group'] } }],
    'groupsUnknown',
    'Rule 0',
  ],
];

test.each(FAULTY)('a rule is not saved with %s', async (_, all, fault, rule) => {
  const before = await load();
  expect(error(await save(...all()))).toMatchObject({
    code: 'policy',
    refusal: { code: 'rules', faults: [{ rule, fault }] },
  });
  expect(await load()).toEqual(before);
});

test.each<[string, Partial<RuleInput>]>([
  ['an id that no page makes', { id: '__proto__' }],
  ['a name that is too long', { name: 'x'.repeat(61) }],
])('nor is what no form sends: %s', async (_, over) => {
  const before = await load();
  expect(error(await save(over))).toMatchObject({ code: 'badInput' });
  expect(await load()).toEqual(before);
});

test('a rule is saved by what can be read of its name', async () => {
  const over = {
    name: ' \u200bCrew\n\u202e ',
    stages: [stage(2, people('Emma Fischer'), members('qa'))],
  };
  value(await save(over));
  expect((await load()).rules.map(({ name }) => name)).toEqual(['Crew']);
});
