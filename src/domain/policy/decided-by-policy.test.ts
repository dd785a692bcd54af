import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { developers, frontend, LEAD, person, subject } from '../../../tests/support/samples';
import type { Subject } from '../action/subject';
import {
  judgeByPolicy,
  type KnownOfAccess,
  type PeopleBecause,
  policyRules,
} from './decided-by-policy';
import { FIRST_POLICY, type Policy } from './policy';
import type { Rule } from './rule';
import { LEAD_DECIDES } from './stage-rule';

const rule = (id: string, over: Partial<Rule> = {}): Rule => ({
  id,
  name: `Rule ${id}`,
  what: { groups: 'all', roles: true, accounts: true, newGroups: true },
  askers: { who: 'everybody' },
  projects: 'all',
  stages: LEAD_DECIDES,
  byPolicy: true,
  longestTermDays: 30,
  usualTermDays: undefined,
  ticket: false,
  ...over,
});
const byPeople = ({ byPolicy: _none, ...one }: Rule): Rule => one;
const policy = (rules: readonly Rule[], over: Partial<Policy> = {}): Policy => ({
  ...FIRST_POLICY,
  requestableGroups: [{ ...frontend, unlockedFor: [] }],
  rules,
  savedBy: LEAD,
  ...over,
});

describe('the rules by which the policy decides', () => {
  const onlyRoles = { groups: [], roles: true, accounts: false, newGroups: false };
  test.each<[string, readonly Rule[], readonly string[]]>([
    ['are those that are about it', [rule('a')], ['Rule a']],
    ['are all of them, in the order of their ids', [rule('b'), rule('a')], ['Rule a', 'Rule b']],
    ['are none where one has people decide', [rule('a'), byPeople(rule('b'))], []],
    [
      'leave out what is about something else',
      [rule('a'), byPeople(rule('b', { what: onlyRoles }))],
      ['Rule a'],
    ],
    ['are none where there is no rule', [], []],
    ['are none where it is about something else alone', [rule('a', { what: onlyRoles })], []],
    ['are none without a longest term', [rule('a', { longestTermDays: undefined })], []],
  ])('%s', (_, rules, names) => {
    expect(policyRules(policy(rules), frontend)).toEqual(names);
  });

  test('are the same in whatever order they stand, and one that has people decide is enough', () => {
    const some = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), isByPolicy: fc.boolean() }),
      { selector: ({ id }) => id, minLength: 1 },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (those, order) => {
        const rules = those.map(({ id, isByPolicy }) =>
          isByPolicy ? rule(id) : byPeople(rule(id)),
        );
        const shuffled = rules
          .map((one) => [order.next().value, one] as const)
          .sort(([one], [other]) => Number(one) - Number(other))
          .map(([, one]) => one);
        const found = policyRules(policy(shuffled), frontend);
        expect(found).toEqual(policyRules(policy(rules), frontend));
        expect(found.length > 0).toBe(those.every(({ isByPolicy }) => isByPolicy));
      }),
    );
  });
});

const harmless: KnownOfAccess = {
  kind: 'group',
  protection: [],
  givesProductAccess: false,
  administersProject: false,
};
const group = (over: Partial<Extract<KnownOfAccess, { kind: 'group' }>>): KnownOfAccess => ({
  ...harmless,
  ...over,
});
const why = (
  known: KnownOfAccess | undefined,
  {
    over = {},
    change = { verb: 'add', entitlement: frontend },
    subjects = [subject('Sam')],
  }: {
    readonly over?: Partial<Policy>;
    readonly change?: Parameters<typeof judgeByPolicy>[1];
    readonly subjects?: readonly Subject[];
  } = {},
): PeopleBecause | 'policy' => {
  const judged = judgeByPolicy(policy([rule('a')], over), change, subjects, known);
  return judged.allowed ? 'policy' : judged.why;
};

describe('a group is given by the policy', () => {
  test.each<[string, KnownOfAccess | undefined, PeopleBecause | 'policy']>([
    ['where it is harmless', harmless, 'policy'],
    ['not where it is protected', group({ protection: ['reservedName'] }), 'groupProtected'],
    ['not where it administers', group({ protection: ['jiraAdministration'] }), 'groupProtected'],
    ['not where that is not known', group({ protection: ['notKnown'] }), 'notKnown'],
    ['not where it costs a seat', group({ givesProductAccess: true }), 'givesProduct'],
    ['not where that is not known', group({ givesProductAccess: undefined }), 'notKnown'],
    ['not where it administers a project', group({ administersProject: true }), 'administers'],
    ['not where that is not known', group({ administersProject: undefined }), 'notKnown'],
    ['not where it is not there', undefined, 'notKnown'],
  ])('%s', (_, known, said) => {
    expect(why(known)).toBe(said);
  });

  test('not where it is unlocked: that lets people approve it', () => {
    const unlocked = { ...frontend, unlockedFor: ['jiraAdministration'] as const };
    const over = { requestableGroups: [unlocked] };
    expect(why(group({ protection: ['jiraAdministration'] }), { over })).toBe('groupProtected');
  });
  test('not where its members decide, in any stage of any rule', () => {
    const members = { sources: [{ kind: 'members' as const, group: frontend }], needed: 1 };
    const onlyRoles = { groups: [], roles: true, accounts: false, newGroups: false };
    const others = byPeople(rule('b', { what: onlyRoles, stages: [...LEAD_DECIDES, members] }));
    const over = { rules: [rule('a'), others] };
    expect(why(harmless, { over })).toBe('membersDecide');
    const role = { verb: 'add', entitlement: developers } as const;
    const known = { kind: 'role', adminRole: false } as const;
    expect(why(known, { over, change: role })).toBe('policy');
  });
  test('not where it is not listed, as one that the request creates', () => {
    expect(why(harmless, { over: { requestableGroups: [] } })).toBe('notPlain');
  });
  test('not by a version that nobody has signed', () => {
    const { savedBy: _nobody, ...unsigned } = policy([rule('a')]);
    const change = { verb: 'add', entitlement: frontend } as const;
    expect(judgeByPolicy(unsigned, change, [subject('Sam')], harmless)).toMatchObject({
      why: 'notSigned',
    });
  });
});

describe('only a plain change is the policy’s', () => {
  const account = { kind: 'account', products: [] } as const;
  const newGroup = { kind: 'newGroup', name: 'crew' } as const;
  const crew: Subject = { kind: 'group', groupId: 'g7', displayName: 'Crew' };
  const found: Subject = { kind: 'person', ...person('Sam'), foundBy: 'sam@x.example' };
  const invited: Subject = { kind: 'newPerson', email: 'a@x.example', displayName: 'a@x.example' };
  test.each<[string, Parameters<typeof judgeByPolicy>[1], readonly Subject[]]>([
    ['not what is taken away', { verb: 'remove', entitlement: frontend }, [subject('Sam')]],
    ['not an account', { verb: 'create', entitlement: account }, [invited]],
    ['not a group that is created', { verb: 'create', entitlement: newGroup }, []],
    ['not its first members', { verb: 'add', entitlement: newGroup }, [subject('Sam')]],
    ['not what a group gets', { verb: 'add', entitlement: developers }, [crew]],
    ['not what a new account gets', { verb: 'add', entitlement: frontend }, [invited]],
    ['not for who may not be meant', { verb: 'add', entitlement: frontend }, [found]],
    ['not for one of several', { verb: 'add', entitlement: frontend }, [subject('Sam'), invited]],
  ])('%s', (_, change, subjects) => {
    expect(why(harmless, { change, subjects })).toBe('notPlain');
  });
});

describe('a role is given by the policy', () => {
  test.each<[string, boolean | undefined, PeopleBecause | 'policy']>([
    ['where it administers nothing', false, 'policy'],
    ['not where it administers', true, 'administers'],
    ['not where it is not there', undefined, 'notKnown'],
  ])('%s', (_, adminRole, said) => {
    const known = adminRole === undefined ? undefined : ({ kind: 'role', adminRole } as const);
    expect(why(known, { change: { verb: 'add', entitlement: developers } })).toBe(said);
  });
});
