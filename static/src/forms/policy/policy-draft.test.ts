import { describe, expect, it } from 'vitest';
import type { AdminGroupOption, PolicyView } from '#contract/views';
import {
  addRecommended,
  draftOf,
  isChanged,
  keptFor,
  POLICY_RULES,
  saveInput,
} from './policy-draft';

const pia = { accountId: 'pia', displayName: 'Pia' };
const policy: PolicyView = {
  version: 4,
  connectionId: 'acme',
  requestableGroups: [{ groupId: 'g1', name: 'frontend', owners: [pia], unlockedFor: [] }],
  rolesOf: 'issueProject',
  creation: { users: true, groups: true },
  fallbackApprovers: [{ accountId: 'emma', displayName: 'Emma Fischer' }],
  fallbackAfterHours: undefined,
  decideWithinDays: 14,
  longestTermDays: undefined,
  rules: [],
  bundles: [],
  breakGlass: undefined,
};
const option = (groupId: string, more: Partial<AdminGroupOption> = {}) => ({
  groupId,
  name: groupId,
  protection: [],
  managedElsewhere: false,
  looksLike: undefined,
  givesProductAccess: false,
  recommended: true,
  ...more,
});

describe('isChanged', () => {
  it('is false for what was loaded, and for a change that was taken back', () => {
    const draft = draftOf(policy);
    expect(isChanged(draft, policy)).toBe(false);
    expect(isChanged({ ...draft, decideWithinDays: '15' }, policy)).toBe(true);
    expect(isChanged({ ...draft, decideWithinDays: '014' }, policy)).toBe(false);
  });

  it('does not count a number that is not in force', () => {
    const limit = (limited: boolean) => ({ longestTermDays: { limited, number: '30' } });
    expect(isChanged({ ...draftOf(policy), ...limit(false) }, policy)).toBe(false);
    expect(isChanged({ ...draftOf(policy), ...limit(true) }, policy)).toBe(true);
  });
});

describe('saveInput', () => {
  it('sends the version that was edited, the site it was shown for, and null for no limit', () => {
    expect(saveInput(draftOf(policy), policy)).toEqual({
      version: 4,
      connectionId: 'acme',
      requestableGroups: [{ groupId: 'g1', unlockedFor: [], owners: ['pia'] }],
      rolesOf: 'issueProject',
      creation: { users: true, groups: true },
      fallbackApprovers: ['emma'],
      fallbackAfterHours: null,
      decideWithinDays: 14,
      longestTermDays: null,
      rules: [],
      bundles: [],
      breakGlass: null,
    });
  });
});

describe('keptFor', () => {
  const [group = { groupId: 'g1', name: 'frontend', owners: [pia] }] = policy.requestableGroups;
  const unlocked = [{ ...group, unlockedFor: ['jiraAdministration' as const] }];
  const typed = { ...draftOf(policy), requestableGroups: unlocked, decideWithinDays: '3' };

  it('keeps all that was typed, over what another admin saved for the same site', () => {
    expect(keptFor(typed, policy, { ...policy, version: 5 })).toEqual(typed);
  });

  it.each(['umbrella', undefined])('locks what was unlocked, where %s is shown by now', (now) => {
    expect(keptFor(typed, policy, { ...policy, connectionId: now })).toEqual({
      ...typed,
      requestableGroups: [{ ...group, unlockedFor: [] }],
    });
  });
});

describe('POLICY_RULES', () => {
  it('takes five owners of a group, and says of which there are more', () => {
    const owners = (count: number) => ({
      ...draftOf(policy),
      requestableGroups: policy.requestableGroups.map((group) => ({
        ...group,
        owners: Array.from({ length: count }, (_, one) => ({ ...pia, accountId: `p${one}` })),
      })),
    });
    expect(POLICY_RULES.requestableGroups?.(owners(5))).toBeUndefined();
    expect(POLICY_RULES.requestableGroups?.(owners(6))).toBe('frontend: name at most 5 owners.');
  });

  it.each(['', '0', '721', '1.5', 'x'])(
    'refuses to let fallback approvers decide after %j hours, and asks for no number where they never do',
    (number) => {
      const judge = (limited: boolean) =>
        POLICY_RULES.fallbackAfterHours?.({
          ...draftOf(policy),
          fallbackAfterHours: { limited, number },
        });
      expect(judge(true)).toBe('Enter a whole number of hours from 1 to 720.');
      expect(judge(false)).toBeUndefined();
    },
  );

  it.each(['', '0', '91', '1.5', 'x'])('refuses to decide within %j days', (decideWithinDays) => {
    const problem = POLICY_RULES.decideWithinDays?.({ ...draftOf(policy), decideWithinDays });
    expect(problem).toContain('from 1 to 90');
  });

  it('looks at the longest term only where there is one', () => {
    const judge = (limited: boolean) =>
      POLICY_RULES.longestTermDays?.({
        ...draftOf(policy),
        longestTermDays: { limited, number: '999' },
      });
    expect(judge(false)).toBeUndefined();
    expect(judge(true)).toContain('365');
  });
});

describe('addRecommended', () => {
  it('adds what is not listed, and never what is protected or managed elsewhere', () => {
    const recommended = [
      option('g1'),
      option('g2'),
      option('g3', { protection: ['adminLabel'] }),
      option('g4', { managedElsewhere: true }),
    ];
    const groups = addRecommended(policy.requestableGroups, recommended);
    expect(groups.map(({ groupId }) => groupId)).toEqual(['g1', 'g2']);
    expect(groups[1]).toEqual({ groupId: 'g2', name: 'g2', owners: [], unlockedFor: [] });
  });
});
