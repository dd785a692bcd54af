import type { Entitlement } from '../action/entitlement';
import type { RuleScope } from './rule';
import { nameOfRule } from './rule-name';
import { isAbout, type Ruling, rulesAbout } from './ruling';

/** How long something may be given for; undefined: for good. */
export interface Longest {
  readonly longestTermDays: number | undefined;
  /** Which rule says so; undefined where it is the policy's own. */
  readonly rule?: string;
}

/** The shorter of two; of two that are as long, the first. */
export function shorterOf(one: Longest, other: Longest): Longest {
  const days = ({ longestTermDays }: Longest) => longestTermDays ?? Number.POSITIVE_INFINITY;
  return days(other) < days(one) ? other : one;
}

/** The shortest of what the policy allows for everything, and each rule that speaks of it. */
export function longestFor(policy: Ruling, entitlement: Entitlement): Longest {
  const own: Longest = { longestTermDays: policy.longestTermDays };
  return rulesAbout(policy, entitlement)
    .map((rule): Longest => {
      const { longestTermDays } = rule;
      return { longestTermDays, rule: nameOfRule(policy.rules, rule) };
    })
    .reduce(shorterOf, own);
}

/** What of a rule says how long something may be given for, and how long a form begins with. */
export interface TermRule {
  /** What people are told of it by. */
  readonly name: string;
  /** Of groups, only those that are listed. */
  readonly what: RuleScope;
  readonly longestTermDays: number | undefined;
  readonly usualTermDays: number | undefined;
}

/** The rules that say anything of terms, in the order in which they are named. */
export function termRulesOf({ rules, requestableGroups }: Ruling): readonly TermRule[] {
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  return rules
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .flatMap((rule): TermRule[] => {
      const { what, longestTermDays, usualTermDays } = rule;
      if (longestTermDays === undefined && usualTermDays === undefined) return [];
      const groups =
        what.groups === 'all' ? what.groups : what.groups.filter((id) => listed.has(id));
      const said = { longestTermDays, usualTermDays };
      return [{ name: nameOfRule(rules, rule), what: { ...what, groups }, ...said }];
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
    .map(({ longestTermDays, name }): Longest => ({ longestTermDays, rule: name }))
    .reduce(shorterOf, { longestTermDays: own });
}
