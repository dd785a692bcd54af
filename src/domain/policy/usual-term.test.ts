import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { developers, frontend } from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import { longestOfAll, type TermRule } from './longest-term';
import { isAbout } from './ruling';
import { isUsualNamed, USUAL_TERM_DAYS, usualOfAll } from './usual-term';

const crew: Entitlement = { kind: 'newGroup', name: 'crew' };
const ALL = [frontend, developers, crew];

const termRules: fc.Arbitrary<readonly TermRule[]> = fc.array(
  fc.record({
    name: fc.constant('Rule'),
    what: fc.record({
      groups: fc.constantFrom<TermRule['what']['groups']>('all', ['g1'], []),
      roles: fc.boolean(),
      accounts: fc.constant(false),
      newGroups: fc.boolean(),
    }),
    longestTermDays: fc.constantFrom(undefined, 1, 14, 90),
    usualTermDays: fc.constantFrom(undefined, 1, 7, 60, 365),
  }),
  { maxLength: 4 },
);
const given = fc.subarray(ALL);
const own = fc.constantFrom(undefined, 3, 90);

describe('what a form begins with', () => {
  test('is never longer than it may be given for, whatever rules there are', () => {
    fc.assert(
      fc.property(termRules, given, own, (rules, chosen, policy) => {
        const longest = longestOfAll(policy, rules, chosen);
        const usual = usualOfAll(longest, rules, chosen);
        expect(usual).toBeLessThanOrEqual(longest.longestTermDays ?? Number.POSITIVE_INFINITY);
        expect(usual).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('is the shortest that a rule names for any of it, whatever their order', () => {
    fc.assert(
      fc.property(termRules, given, own, (rules, chosen, policy) => {
        const longest = longestOfAll(policy, rules, chosen);
        const usual = usualOfAll(longest, rules, chosen);
        const about = rules.filter(({ what }) => chosen.some((one) => isAbout(what, one)));
        for (const { usualTermDays = usual } of about) {
          expect(usual).toBeLessThanOrEqual(usualTermDays);
        }
        expect(usualOfAll(longest, rules.toReversed(), chosen.toReversed())).toBe(usual);
      }),
    );
  });

  const days = (usualTermDays: number | undefined, groups: TermRule['what']['groups']) => ({
    name: 'Rule',
    what: { groups, roles: false, accounts: false, newGroups: false },
    longestTermDays: undefined,
    usualTermDays,
  });
  const NO_LIMIT = { longestTermDays: undefined };

  test.each<[string, readonly TermRule[], readonly Entitlement[], number]>([
    ['the usual one without a rule', [], [frontend], USUAL_TERM_DAYS],
    ['and with one that names none', [days(undefined, 'all')], [frontend], USUAL_TERM_DAYS],
    ['a longer one where a rule names it', [days(90, 'all')], [frontend], 90],
    ['the usual one of what the rule is not about', [days(90, 'all')], [frontend, crew], 30],
    ['the shorter of two', [days(90, 'all'), days(7, ['g1'])], [frontend], 7],
    ['the usual one where nothing is chosen', [days(7, 'all')], [], USUAL_TERM_DAYS],
  ])('%s', (_, rules, chosen, expected) => {
    expect(usualOfAll(NO_LIMIT, rules, chosen)).toBe(expected);
  });

  test('is named by a rule only of what the rule is about', () => {
    expect(isUsualNamed([days(7, ['g1'])], [frontend])).toBe(true);
    expect(isUsualNamed([days(7, ['g1'])], [developers])).toBe(false);
    expect(isUsualNamed([days(undefined, 'all')], [frontend])).toBe(false);
  });
});
