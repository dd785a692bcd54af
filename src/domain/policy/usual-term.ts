import type { Entitlement } from '../action/entitlement';
import type { Longest, TermRule } from './longest-term';
import { isAbout } from './ruling';

/** Where no rule says another. */
export const USUAL_TERM_DAYS = 30;

/**
 * How long a form begins with for all of this: the shortest that a rule names for any of it, and never longer than it may be
 * given for. Nothing begins for good. Whoever asks may choose another term.
 */
export function usualOfAll(
  { longestTermDays = Number.POSITIVE_INFINITY }: Longest,
  rules: readonly TermRule[],
  given: readonly Entitlement[],
): number {
  const each = given.map((one) => usualFor(rules, one));
  return Math.min(longestTermDays, ...(each.length === 0 ? [USUAL_TERM_DAYS] : each));
}

/** What no rule names a term for begins with the usual one. */
function usualFor(rules: readonly TermRule[], entitlement: Entitlement): number {
  const named = rules
    .filter(({ what }) => isAbout(what, entitlement))
    .flatMap(({ usualTermDays }) => usualTermDays ?? []);
  return named.length === 0 ? USUAL_TERM_DAYS : Math.min(...named);
}

/** Whether a rule names what a form begins with for any of it. */
export const isUsualNamed = (rules: readonly TermRule[], given: readonly Entitlement[]): boolean =>
  rules.some(
    ({ what, usualTermDays }) =>
      usualTermDays !== undefined && given.some((one) => isAbout(what, one)),
  );
