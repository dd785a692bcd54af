import type { Entitlement } from '../action/entitlement';
import type { RuleScope } from './rule';
import { nameOfRule } from './rule-name';
import { isAbout, type Longest, type Ruling } from './ruling';

/** What of a rule says how long something may be given for. */
export interface TermRule {
  /** What people are told of it by. */
  readonly name: string;
  /** Of groups, only those that are listed. */
  readonly what: RuleScope;
  readonly longestTermDays: number;
}

/** The rules that limit how long something is given for, in the order in which they are named. */
export function termRulesOf({ rules, requestableGroups }: Ruling): readonly TermRule[] {
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  return rules
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap((rule): TermRule[] => {
      const { what, longestTermDays } = rule;
      if (longestTermDays === undefined) return [];
      const groups =
        what.groups === 'all' ? what.groups : what.groups.filter((id) => listed.has(id));
      return [{ name: nameOfRule(rules, rule), what: { ...what, groups }, longestTermDays }];
    });
}

/** How long all of it may be given for: the shortest of the policy's own and of each rule that speaks of any of it. */
export function longestOfAll(
  own: number | undefined,
  rules: readonly TermRule[],
  given: readonly Entitlement[],
): Longest {
  return rules
    .filter(({ what }) => given.some((one) => isAbout(what, one)))
    .reduce<Longest>(
      (shorter, { longestTermDays, name }) =>
        longestTermDays < (shorter.longestTermDays ?? Number.POSITIVE_INFINITY)
          ? { longestTermDays, rule: name }
          : shorter,
      { longestTermDays: own },
    );
}
