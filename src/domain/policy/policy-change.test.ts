import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import { UNLOCKABLE_PROTECTIONS } from '../protection/group-protection';
import type { Bundle } from './bundle';
import { FIRST_POLICY, type Policy, type RequestableGroup } from './policy';
import { policyChanges } from './policy-change';
import type { Rule } from './rule';
import { peopleInDifference, RULE_PARTS, type RuleDifference, type RulePart } from './rule-change';
import { type Chain, LEAD_DECIDES, type Source } from './stage-rule';

const [one, other] = [person('Sam'), { ...person('Sam'), accountId: 'sam-2' }];
const named = ({ accountId, displayName }: typeof one) => ({ accountId, displayName });
const group = (
  groupId: string,
  name: string,
  unlockedFor: RequestableGroup['unlockedFor'] = [],
): RequestableGroup => ({ kind: 'group', groupId, name, unlockedFor });

const before: Policy = {
  ...FIRST_POLICY,
  requestableGroups: [
    group('g1', 'design'),
    { ...group('g2', 'admins', ['adminLabel']), unlockedOn: 'site' },
  ],
  fallbackApprovers: [one, other],
};
const listed = before.requestableGroups;

test('until an admin says so, no group can be asked for, and nobody but the lead decides', () => {
  expect(FIRST_POLICY).toMatchObject({
    requestableGroups: [],
    rolesOf: 'issueProject',
    fallbackApprovers: [],
  });
});

describe('what differs', () => {
  test.each<[string, Partial<Policy>, unknown[]]>([
    ['another version alone', { version: 9 }, []],
    [
      'other names and pictures of the same people and groups',
      {
        requestableGroups: listed.map((all) => ({ ...all, name: `new ${all.name}` })),
        fallbackApprovers: [{ ...one, displayName: 'Samuel', avatarUrl: 'https://a' }, other],
      },
      [],
    ],
    [
      'who owns a group, in whatever order',
      {
        requestableGroups: listed.map((all) =>
          all.groupId === 'g1' ? { ...all, owners: [one, other] } : { ...all, owners: [] },
        ),
      },
      [
        {
          of: 'owners',
          groupId: 'g1',
          name: 'design',
          before: [],
          after: [named(one), named(other)],
        },
      ],
    ],
    ['another order of groups', { requestableGroups: [...listed].reverse() }, []],
    [
      'another order of approvers of one name',
      { fallbackApprovers: [other, one] },
      [
        {
          of: 'approvers',
          before: [named(one), named(other)],
          after: [named(other), named(one)],
        },
      ],
    ],
    [
      'one of two people of the same name',
      { fallbackApprovers: [other] },
      [{ of: 'approvers', before: [named(one), named(other)], after: [named(other)] }],
    ],
    [
      'another group of the same name',
      { requestableGroups: [...listed.slice(1), group('g3', 'design')] },
      [
        { of: 'groupAdded', groupId: 'g3', name: 'design' },
        { of: 'groupRemoved', groupId: 'g1', name: 'design' },
      ],
    ],
    [
      'what a group is unlocked for',
      {
        requestableGroups: [
          group('g1', 'design'),
          { ...group('g2', 'admins', ['reservedName']), unlockedOn: 'site' },
        ],
      },
      [
        {
          of: 'unlocked',
          groupId: 'g2',
          name: 'admins',
          before: ['adminLabel'],
          after: ['reservedName'],
        },
      ],
    ],
    [
      'a group that is unlocked on another site',
      {
        requestableGroups: listed.map((all) => ({ ...all, unlockedOn: 'other' })),
      },
      [{ of: 'unlocked', groupId: 'g2', name: 'admins', before: [], after: ['adminLabel'] }],
    ],
    [
      'an unlocked group that is no longer listed',
      { requestableGroups: listed.slice(0, 1) },
      [
        { of: 'groupRemoved', groupId: 'g2', name: 'admins' },
        { of: 'unlocked', groupId: 'g2', name: 'admins', before: ['adminLabel'], after: [] },
      ],
    ],
    [
      'an unlocked group that is locked, wherever it was unlocked',
      { requestableGroups: [group('g1', 'design'), group('g2', 'admins')] },
      [{ of: 'unlocked', groupId: 'g2', name: 'admins', before: ['adminLabel'], after: [] }],
    ],
    [
      'roles',
      { rolesOf: 'anyProject' },
      [{ of: 'roles', before: 'issueProject', after: 'anyProject' }],
    ],
    [
      'creation',
      { creation: { groups: true, users: false } },
      [
        {
          of: 'creation',
          before: { users: true, groups: true },
          after: { groups: true, users: false },
        },
      ],
    ],
    [
      'when fallback approvers decide as well',
      { fallbackAfterHours: 24 },
      [{ of: 'fallbackAfterHours', before: null, after: 24 }],
    ],
    ['the time to decide', { decideWithinDays: 3 }, [{ of: 'daysToDecide', before: 14, after: 3 }]],
    ['a longest term', { longestTermDays: 7 }, [{ of: 'longestTermDays', before: null, after: 7 }]],
  ])('%s', (_, change, changes) => {
    expect(policyChanges(before, { ...before, ...change })).toEqual(changes);
  });
});

const WEB = { projectId: '10', key: 'WEB', name: 'Web' };
const A: ExistingEntitlement = { kind: 'group', groupId: 'a', name: 'x' };
const ROLE: ExistingEntitlement = {
  kind: 'role',
  projectId: '10',
  projectKey: 'WEB',
  projectName: 'Web',
  roleId: '20',
  name: 'Viewers',
};
const FIN = { projectId: '20', key: 'FIN', name: 'Finance' };

describe('what differs in rules', () => {
  const rule = (over: Partial<Rule> = {}): Rule => ({
    id: 'r1',
    name: 'Admins',
    what: { groups: ['g1', 'g2'], roles: false, accounts: false, newGroups: false },
    askers: { who: 'members', groups: [asker('a'), asker('b')] },
    projects: [WEB, FIN],
    stages: [...LEAD_DECIDES, { sources: [people('Pia', 'Otto'), lead], needed: 2 }],
    longestTermDays: 7,
    usualTermDays: undefined,
    ticket: false,
    ...over,
  });
  const asker = (groupId: string, name = groupId) => ({ groupId, name });
  const lead: Source = { kind: 'projectLead' };
  const people = (...names: readonly string[]): Source => ({
    kind: 'people',
    people: names.map((name) => person(name)),
  });
  const between = (was: readonly Rule[], is: readonly Rule[]) =>
    policyChanges({ ...before, rules: was }, { ...before, rules: is });
  const { what } = rule();

  test.each<[string, Partial<Rule>, readonly RulePart[]]>([
    ['what it is called', { name: 'Others' }, ['name']],
    ['another group', { what: { ...what, groups: ['g1', 'g3'] } }, ['what']],
    ['every group', { what: { ...what, groups: 'all' } }, ['what']],
    ['no group', { what: { ...what, groups: [] } }, ['what']],
    ['roles', { what: { ...what, roles: true } }, ['what']],
    ['accounts', { what: { ...what, accounts: true } }, ['what']],
    ['new groups', { what: { ...what, newGroups: true } }, ['what']],
    ['everybody may ask', { askers: { who: 'everybody' } }, ['askers']],
    ['fewer may ask', { askers: { who: 'members', groups: [asker('a')] } }, ['askers']],
    [
      'others may ask',
      { askers: { who: 'members', groups: [asker('a'), asker('c')] } },
      ['askers'],
    ],
    ['every project', { projects: 'all' }, ['projects']],
    ['a project less', { projects: [WEB] }, ['projects']],
    ['another project', { projects: [WEB, { ...FIN, projectId: '30' }] }, ['projects']],
    ['a stage less', { stages: LEAD_DECIDES }, ['stages']],
    [
      'one to approve',
      { stages: [...LEAD_DECIDES, { sources: [people('Pia', 'Otto'), lead], needed: 1 }] },
      ['stages'],
    ],
    [
      'others who decide',
      { stages: [...LEAD_DECIDES, { sources: [people('Pia'), lead], needed: 2 }] },
      ['stages'],
    ],
    ['the order of stages', { stages: [...rule().stages].reverse() }, ['stages']],
    ['a longer term', { longestTermDays: 8 }, ['longestTermDays']],
    ['no longest term', { longestTermDays: undefined }, ['longestTermDays']],
    ['a term to begin with', { usualTermDays: 7 }, ['usualTermDays']],
    ['a work item', { ticket: true }, ['ticket']],
    ['that the policy decides', { byPolicy: true }, ['byPolicy']],
    [
      'all of it, in one order',
      {
        ticket: true,
        usualTermDays: 5,
        longestTermDays: 8,
        byPolicy: true,
        stages: LEAD_DECIDES,
        projects: 'all',
        askers: { who: 'everybody' },
        what: { ...what, roles: true },
        name: 'Others',
      },
      RULE_PARTS,
    ],
  ])('is said by its part: %s', (_, over, parts) => {
    const now = rule(over);
    const told = (was: Rule, is: Rule) => {
      const [change, ...others] = between([was], [is]);
      expect(others).toEqual([]);
      expect(change).toMatchObject({ of: 'ruleSays', ruleId: 'r1', name: is.name });
      return change?.of === 'ruleSays' ? change.parts : [];
    };
    const [there, back] = [told(rule(), now), told(now, rule())];
    expect(there.map(({ part }) => part)).toEqual(parts);
    expect(back).toEqual(
      there.map(({ part, before, after }) => ({ part, before: after, after: before })),
    );
  });

  test.each<[string, Partial<Rule>]>([
    ['the order of groups', { what: { ...what, groups: ['g2', 'g1'] } }],
    ['the order of who may ask', { askers: { who: 'members', groups: [asker('b'), asker('a')] } }],
    [
      'what those are called who may ask',
      { askers: { who: 'members', groups: [asker('a', 'x'), asker('b', 'y')] } },
    ],
    ['the order of projects', { projects: [FIN, WEB] }],
    ['what projects are called', { projects: [WEB, { ...FIN, key: 'MON', name: 'Money' }] }],
    [
      'the order of those who decide, and of where they are looked for',
      { stages: [...LEAD_DECIDES, { sources: [lead, people('Otto', 'Pia')], needed: 2 }] },
    ],
  ])('is nothing where only %s is another', (_, over) => {
    expect(between([rule()], [rule(over)])).toEqual([]);
  });

  test('is kept as it was and as it is: groups and people by their ids, and by their names as far as they are known', () => {
    const now = rule({
      name: 'Others',
      what: { groups: 'all', roles: true, accounts: false, newGroups: false },
      askers: { who: 'everybody' },
      projects: 'all',
      stages: [{ sources: [{ kind: 'members', group: asker('g9', 'deciders') }], needed: 1 }],
      longestTermDays: undefined,
      usualTermDays: 5,
      ticket: true,
    });
    const [one, two] = [person('Pia'), person('Otto')].map(named);
    const differences: readonly RuleDifference[] = [
      { part: 'name', before: 'Admins', after: 'Others' },
      {
        part: 'what',
        before: {
          ...what,
          groups: [
            { groupId: 'g1', name: 'design' },
            { groupId: 'g2', name: 'admins' },
          ],
        },
        after: now.what as { groups: 'all' } & Rule['what'],
      },
      { part: 'askers', before: rule().askers, after: { who: 'everybody' } },
      { part: 'projects', before: [WEB, FIN], after: 'all' },
      {
        part: 'stages',
        before: [
          ...LEAD_DECIDES,
          {
            sources: [{ kind: 'people', people: [one, two].flatMap((each) => each ?? []) }, lead],
            needed: 2,
          },
        ],
        after: [{ sources: [{ kind: 'members', group: asker('g9', 'deciders') }], needed: 1 }],
      },
      { part: 'longestTermDays', before: 7, after: null },
      { part: 'usualTermDays', before: null, after: 5 },
      { part: 'ticket', before: false, after: true },
    ];
    expect(between([rule()], [now])).toEqual([
      { of: 'ruleSays', ruleId: 'r1', name: 'Others', parts: differences },
    ]);
    expect(differences.flatMap(peopleInDifference)).toEqual([one, two]);
    const unlisted = rule({ what: { ...what, groups: ['g1', 'gone'] } });
    expect(between([rule()], [unlisted])).toMatchObject([
      { parts: [{ after: { groups: [{ name: 'design' }, { groupId: 'gone', name: 'gone' }] } }] },
    ]);
    // What a picture of somebody is, is no part of it.
    const pictured: Source = { kind: 'people', people: [{ ...person('Pia'), avatarUrl: 'x' }] };
    const asked = rule({ stages: [{ sources: [pictured], needed: 1 }] });
    expect(JSON.stringify(between([rule()], [asked]))).not.toContain('avatarUrl');
  });

  test('is a rule that has come, or gone, and never their order', () => {
    const other = rule({ id: 'r2', name: 'Others' });
    expect(between([rule()], [other, rule()])).toEqual([
      { of: 'ruleAdded', ruleId: 'r2', name: 'Others' },
    ]);
    expect(between([rule(), other], [rule()])).toEqual([
      { of: 'ruleRemoved', ruleId: 'r2', name: 'Others' },
    ]);
    expect(between([rule(), other], [other, rule()])).toEqual([]);
    expect(between([rule()], [rule({ id: 'r3' })])).toEqual([
      { of: 'ruleAdded', ruleId: 'r3', name: 'Admins' },
      { of: 'ruleRemoved', ruleId: 'r1', name: 'Admins' },
    ]);
  });

  test('nor is the order in which it is said what can be created', () => {
    const { users, groups } = before.creation;
    expect(policyChanges(before, { ...before, creation: { groups, users } })).toEqual([]);
  });
});

test('nothing differs exactly where two policies rule the same, whatever they are called', () => {
  const level = (name: string, contents: Bundle['contents']) => ({ id: name, name, contents });
  const id = fc.constantFrom('a', 'b', 'c');
  const name = fc.constantFrom('x', 'y');
  const policies = fc.record<Policy>({
    version: fc.nat(3),
    requestableGroups: fc.uniqueArray(
      fc.record({
        kind: fc.constant('group' as const),
        groupId: id,
        name,
        unlockedFor: fc.subarray([...UNLOCKABLE_PROTECTIONS].slice(0, 2)),
      }),
      { selector: ({ groupId }) => groupId },
    ),
    rolesOf: fc.constantFrom('issueProject', 'anyProject'),
    creation: fc.record({ users: fc.boolean(), groups: fc.boolean() }),
    fallbackApprovers: fc.uniqueArray(fc.record({ accountId: id, displayName: name }), {
      selector: ({ accountId }) => accountId,
    }),
    fallbackAfterHours: fc.constantFrom(undefined, 24),
    decideWithinDays: fc.constantFrom(7, 14),
    longestTermDays: fc.constantFrom(undefined, 30),
    rules: fc.uniqueArray(
      fc.record({
        id,
        name,
        what: fc.record({
          groups: fc.constantFrom('all' as const, ['a'], ['b', 'a'], ['a', 'b']),
          roles: fc.boolean(),
          accounts: fc.constant(false),
          newGroups: fc.constant(false),
        }),
        askers: fc.constant({ who: 'everybody' as const }),
        projects: fc.constantFrom<Rule['projects']>('all', [WEB], [FIN, WEB], [WEB, FIN]),
        stages: fc.constantFrom<Chain>(LEAD_DECIDES, [...LEAD_DECIDES, ...LEAD_DECIDES]),
        longestTermDays: fc.constantFrom(undefined, 30),
        usualTermDays: fc.constantFrom(undefined, 7),
        ticket: fc.boolean(),
      }),
      { selector: (one) => one.id, maxLength: 2 },
    ),
    bundles: fc.uniqueArray(
      fc.record({
        id,
        name,
        description: name,
        owner: fc.constantFrom(undefined, { accountId: 'a', displayName: 'x' }),
        contents: fc.constantFrom<Bundle['contents']>([A, ROLE], [ROLE, A], [A]),
        levels: fc.constantFrom<Bundle['levels']>(
          [],
          [level('r', [A]), level('w', [A, ROLE])],
          [level('r', [A]), level('w', [ROLE, A])],
          [level('w', [A, ROLE]), level('r', [A])],
        ),
      }),
      { selector: (one) => one.id, maxLength: 2 },
    ),
    breakGlass: fc.constantFrom<Policy['breakGlass']>(
      undefined,
      { people: [{ accountId: 'a', displayName: 'x' }], groups: ['a', 'b'], roles: 'none' },
      { people: [{ accountId: 'a', displayName: 'y' }], groups: ['b', 'a'], roles: 'none' },
      { people: [{ accountId: 'b', displayName: 'x' }], groups: ['a'], roles: 'all' },
    ),
  });
  const bundle = ({ contents, levels, owner, ...rest }: Bundle) => ({
    ...rest,
    owner: owner?.accountId,
    contents: new Set(contents.map(entitlementKey)),
    levels: levels.map((one) => ({ ...one, contents: new Set(one.contents.map(entitlementKey)) })),
  });
  const rule = (policy: Policy) => [
    new Map(policy.requestableGroups.map((all) => [all.groupId, new Set(all.unlockedFor)])),
    policy.fallbackApprovers.map(({ accountId }) => accountId),
    policy.rolesOf,
    policy.creation,
    policy.decideWithinDays,
    policy.fallbackAfterHours,
    policy.longestTermDays,
    policy.breakGlass && [
      policy.breakGlass.people.map(({ accountId }) => accountId),
      new Set(policy.breakGlass.groups),
      policy.breakGlass.roles,
    ],
    new Map(policy.bundles.map((one) => [one.id, bundle(one)])),
    new Map(
      policy.rules.map(({ id: ruleId, what, projects, ...rest }) => [
        ruleId,
        {
          ...rest,
          what: { ...what, groups: new Set(what.groups) },
          projects: projects === 'all' ? projects : new Set(projects),
        },
      ]),
    ),
  ];
  fc.assert(
    fc.property(policies, policies, fc.boolean(), (first, second, near) => {
      const after = near ? { ...first, fallbackApprovers: second.fallbackApprovers } : second;
      const none = policyChanges(first, after).length === 0;
      let same = true;
      try {
        expect(rule(first)).toEqual(rule(after));
      } catch {
        same = false;
      }
      expect(none).toBe(same);
    }),
  );
});
