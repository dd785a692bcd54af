import { describe, expect, test } from 'vitest';
import type { Entitlement } from '../action/entitlement';
import type { Subject } from '../action/subject';
import type { GroupProtection } from '../protection/group-protection';
import {
  isGlassTerm,
  judgeGlassAsk,
  judgeGlassOf,
  judgeGlassPlace,
  type NoGlassBecause,
} from './judge-break-glass';
import { FIRST_POLICY, type Policy } from './policy';
import { LEAD_DECIDES } from './stage-rule';

const person = (accountId: string) => ({ accountId, displayName: accountId });
const [noah, olivia] = [person('noah'), person('olivia')];
const policy: Policy = {
  ...FIRST_POLICY,
  requestableGroups: [
    { kind: 'group', groupId: 'g1', name: 'oncall', unlockedFor: [] },
    { kind: 'group', groupId: 'g2', name: 'design', unlockedFor: [] },
  ],
  breakGlass: { people: [noah], groups: ['g1', 'g3'], roles: 'ordinary' },
  savedBy: olivia,
};
const group = (groupId: string): Entitlement => ({ kind: 'group', groupId, name: groupId });
const role: Entitlement = {
  kind: 'role',
  projectId: '10',
  projectKey: 'WEB',
  projectName: 'Website',
  roleId: '20',
  name: 'Viewers',
};
const why = (judged: { allowed: boolean; why?: NoGlassBecause }) =>
  judged.allowed ? 'allowed' : judged.why;

describe('whom a policy lets break the glass', () => {
  test('whoever it names, once somebody else has signed it', () => {
    expect(why(judgeGlassOf(policy, noah))).toBe('allowed');
    expect(why(judgeGlassOf(policy, olivia))).toBe('notNamed');
    expect(why(judgeGlassOf({ breakGlass: undefined, savedBy: olivia }, noah))).toBe('notNamed');
    expect(why(judgeGlassOf(FIRST_POLICY, noah))).toBe('notNamed');
    const { savedBy: _, ...unsigned } = policy;
    expect(why(judgeGlassOf(unsigned, noah))).toBe('notSigned');
    expect(why(judgeGlassOf({ ...policy, savedBy: noah }, noah))).toBe('signerGains');
  });
});

test('its term is of hours, and no more than four', () => {
  const terms = [
    { kind: 'hours', hours: 1 },
    { kind: 'hours', hours: 4 },
    { kind: 'hours', hours: 5 },
    { kind: 'days', days: 1 },
    { kind: 'until', at: 1 },
    { kind: 'permanent' },
    { kind: 'workItem', issueId: '1', issueKey: 'WEB-1', at: 1 },
  ] as const;
  expect(terms.map(isGlassTerm)).toEqual([true, true, false, false, false, false, false]);
});

describe('what is asked for', () => {
  const own: Subject = { kind: 'person', ...noah };
  const other: Subject = { kind: 'person', ...olivia };
  const crew: Subject = { kind: 'group', groupId: 'g9', displayName: 'crew' };
  const found: Subject = { ...own, foundBy: 'noah@acme.example' };
  const add = (entitlement: Entitlement, subjects: readonly number[] = [0]) =>
    ({ verb: 'add', entitlement, subjects }) as const;
  test.each<[string, readonly Subject[], Parameters<typeof judgeGlassAsk>[0]['changes'], string]>([
    ['is for themself', [own], [add(group('g1')), add(role)], 'allowed'],
    ['is for another', [other], [add(role)], 'notForThemself'],
    ['is for another as well', [own, other], [add(role, [0, 1])], 'notForThemself'],
    ['names another for nothing', [own, other], [add(role)], 'notForThemself'],
    ['is for a group', [crew], [add(role)], 'notForThemself'],
    ['may be for another', [found], [add(role)], 'notForThemself'],
    ['is for nobody', [], [add(role, [])], 'notForThemself'],
    [
      'takes something',
      [own],
      [{ verb: 'remove', entitlement: role, subjects: [0] }],
      'notForThemself',
    ],
    ['is too much', [own], Array.from({ length: 6 }, () => add(role)), 'tooMany'],
  ])('%s', (_, subjects, changes, expected) => {
    expect(why(judgeGlassAsk({ subjects, changes }, noah))).toBe(expected);
  });
});

describe('a place', () => {
  const seen = (...protection: GroupProtection[]) => ({ kind: 'group', protection }) as const;
  const roleSeen = (adminRole: boolean) => ({ kind: 'role', adminRole }) as const;
  test('in a group that is named and listed', () => {
    const judge = (groupId: string, by: Policy = policy) =>
      why(judgeGlassPlace(by, group(groupId), seen()));
    expect(judge('g1')).toBe('allowed');
    expect(judge('g2')).toBe('notOpened');
    // Named, and listed no more.
    expect(judge('g3')).toBe('notOpened');
    expect(judge('g1', { ...policy, breakGlass: undefined })).toBe('notOpened');
  });
  test.each<[GroupProtection, string]>([
    ['siteAdministration', 'administersSite'],
    ['adminLabel', 'administersSite'],
    ['siteAdminName', 'administersSite'],
    ['notKnown', 'notKnown'],
    ['jiraAdministration', 'administersSite'],
    ['reservedName', 'allowed'],
  ])('in a group that is protected: %s', (protection, expected) => {
    expect(why(judgeGlassPlace(policy, group('g1'), seen(protection)))).toBe(expected);
  });
  test('in a group of which nothing is known', () => {
    expect(why(judgeGlassPlace(policy, group('g1'), undefined))).toBe('notKnown');
    expect(why(judgeGlassPlace(policy, role, undefined))).toBe('notKnown');
  });
  test('in a group whose members decide', () => {
    const stages = [
      {
        needed: 1,
        sources: [{ kind: 'members', group: { groupId: 'g1', name: 'oncall' } }],
      },
    ] as const;
    const rules = [
      {
        id: 'r1',
        name: '',
        what: { groups: ['g2'], roles: false, accounts: false, newGroups: false },
        askers: { who: 'everybody' },
        projects: 'all',
        stages,
        longestTermDays: undefined,
        usualTermDays: undefined,
        ticket: false,
      },
    ] as const;
    expect(why(judgeGlassPlace({ ...policy, rules }, group('g1'), seen()))).toBe('membersDecide');
  });
  test('in a group whose members get something without approval', () => {
    const rules = [
      {
        id: 'r1',
        name: '',
        what: { groups: ['g2'], roles: false, accounts: false, newGroups: false },
        askers: { who: 'members', groups: [{ groupId: 'g1', name: 'oncall' }] },
        projects: 'all',
        stages: LEAD_DECIDES,
        byPolicy: true,
        longestTermDays: 30,
        usualTermDays: undefined,
        ticket: false,
      },
    ] as const;
    expect(why(judgeGlassPlace({ ...policy, rules }, group('g1'), seen()))).toBe('membersGet');
    const byPeople = rules.map(({ byPolicy: _, ...rule }) => rule);
    expect(why(judgeGlassPlace({ ...policy, rules: byPeople }, group('g1'), seen()))).toBe(
      'allowed',
    );
  });
  test('in a role, as far as roles are opened', () => {
    const judge = (roles: 'none' | 'ordinary' | 'all', adminRole: boolean) =>
      why(
        judgeGlassPlace(
          { ...policy, breakGlass: { people: [noah], groups: [], roles } },
          role,
          roleSeen(adminRole),
        ),
      );
    expect(judge('none', false)).toBe('notOpened');
    expect(judge('ordinary', false)).toBe('allowed');
    expect(judge('ordinary', true)).toBe('notOpened');
    expect(judge('all', true)).toBe('allowed');
  });
  test('of an account or a new group', () => {
    expect(why(judgeGlassPlace(policy, { kind: 'newGroup', name: 'x' }, undefined))).toBe(
      'notForThemself',
    );
  });
});
