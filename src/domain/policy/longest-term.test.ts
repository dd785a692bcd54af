import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { developers, frontend, LISTED } from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import { longestFor, longestOfAll, termRulesOf } from './longest-term';
import type { Policy } from './policy';
import type { Rule } from './rule';

import { LEAD_DECIDES } from './stage-rule';

const rule = (over: Partial<Rule>): Rule => ({
  id: 'r',
  name: 'Finance',
  what: { groups: ['g1'], roles: false, accounts: false, newGroups: false },
  askers: { who: 'everybody' },
  projects: 'all',
  stages: LEAD_DECIDES,
  longestTermDays: undefined,
  usualTermDays: undefined,
  ticket: false,
  ...over,
});
const policyOf = (rules: readonly Rule[], longestTermDays?: number): Policy => ({
  ...LISTED,
  rules,
  longestTermDays,
});
const crew: Entitlement = { kind: 'newGroup', name: 'crew' };
const of = (policy: Policy, ...given: readonly Entitlement[]) =>
  longestOfAll(policy.longestTermDays, termRulesOf(policy), given);

describe('the longest term of what is chosen', () => {
  const rules = fc
    .array(
      fc.record({
        groups: fc.constantFrom<Rule['what']['groups']>('all', ['g1'], ['g2'], []),
        roles: fc.boolean(),
        newGroups: fc.boolean(),
        longestTermDays: fc.constantFrom(undefined, 1, 7, 30, 365),
      }),
      { maxLength: 4 },
    )
    .map((all) =>
      all.map(({ longestTermDays, ...what }, place) =>
        rule({
          id: `r${place}`,
          name: `Rule ${place}`,
          what: { ...what, accounts: false },
          longestTermDays,
        }),
      ),
    );
  const own = fc.constantFrom(undefined, 7, 30);

  test('is, of one thing, what is judged by', () => {
    fc.assert(
      fc.property(rules, own, fc.constantFrom(frontend, developers, crew), (all, days, one) => {
        const policy = policyOf(all, days);
        expect(of(policy, one)).toEqual(longestFor(policy, one));
      }),
    );
  });

  test('is, of several, the shortest of each; and, of none, the policy’s own', () => {
    fc.assert(
      fc.property(rules, own, (all, days) => {
        const policy = policyOf(all, days);
        const each = [frontend, developers, crew].map((one) => of(policy, one).longestTermDays);
        const shortest = Math.min(...each.map((one) => one ?? Number.POSITIVE_INFINITY));
        const together = of(policy, frontend, developers, crew).longestTermDays;
        expect(together ?? Number.POSITIVE_INFINITY).toBe(shortest);
        expect(of(policy)).toEqual({ longestTermDays: days });
      }),
    );
  });

  test('names the rule, and no group that can’t be asked for', () => {
    const what = { groups: ['g1', 'secret'], roles: false, accounts: false, newGroups: false };
    const policy = policyOf([
      rule({ id: 'b', longestTermDays: 7, what }),
      rule({ id: 'a', name: 'Nothing' }),
    ]);
    expect(of(policy, frontend)).toEqual({ longestTermDays: 7, rule: 'Finance' });
    expect(termRulesOf(policy)).toEqual([
      { name: 'Finance', what: { ...what, groups: ['g1'] }, longestTermDays: 7 },
    ]);
  });
});
