import { DAY, HOUR } from '#domain/lib/time';
import { judgeLength } from '#domain/policy/judge-term';
import type { Longest } from '#domain/policy/longest-term';
import {
  endOfTerm,
  type LimitedTerm,
  LONGEST_TERM_DAYS,
  LONGEST_TERM_HOURS,
  type Term,
} from '#domain/term/term';
import { say } from '#words/say';
import { days } from '#words/time';

/** What the form begins with: nothing is for good unless somebody says so. */
export const usualTerm = ({ usualDays }: Pick<TermLimits, 'usualDays'>): LimitedTerm => ({
  kind: 'days',
  days: usualDays,
});

export interface TermLimits extends Longest {
  /** What it begins with. */
  readonly usualDays: number;
  /** From when it is counted: its start, or now. */
  readonly now: number;
  /** Now, where it may be counted from a later start. */
  readonly present?: number;
}

export const mostDays = ({ longestTermDays }: TermLimits): number =>
  longestTermDays ?? LONGEST_TERM_DAYS;

/** The longest that it may be given for, from now on. */
export const latestEnd = (limits: TermLimits): number =>
  endOfTerm({ kind: 'days', days: mostDays(limits) }, limits.now);

export const mostHours = (limits: TermLimits): number =>
  Math.min(LONGEST_TERM_HOURS, mostDays(limits) * (DAY / HOUR));

/** What is wrong with it, as its field says it. */
export function termProblem(term: Term, limits: TermLimits): string | undefined {
  const judged = isTyped(term) ? judgeLength(term, limits, limits.now) : undefined;
  if (judged?.allowed === true) return undefined;
  switch (term.kind) {
    case 'permanent':
      return say('Choose for how long.');
    case 'hours':
      return say('Enter a number of hours from 1 to {most}.', { most: mostHours(limits) });
    case 'days':
      return say('Enter a number of days from {least} to {most}.', {
        least: 1,
        most: mostDays(limits),
      });
    case 'until':
    case 'workItem':
      if (judged === undefined) return say('Enter a date and a time.');
      return judged.why.code === 'termOver'
        ? say('Choose a time in the future.')
        : say('Choose a time within {days} from now.', { days: days(judged.why.longestDays) });
  }
}

/** Whether it is one that can be sent: what is typed may be no number, or none yet. */
function isTyped(term: Term): boolean {
  switch (term.kind) {
    case 'permanent':
      return true;
    case 'hours':
      return Number.isInteger(term.hours) && term.hours <= LONGEST_TERM_HOURS;
    case 'days':
      return Number.isInteger(term.days);
    case 'until':
    case 'workItem':
      return Number.isInteger(term.at);
  }
}

/** Who says how long it may be given for at most; undefined where nobody does. */
export function longestWords({ longestTermDays, rule }: Longest): string | undefined {
  if (longestTermDays === undefined) return undefined;
  return rule === undefined
    ? say('Your Jira admins allow {days} at most.', { days: days(longestTermDays) })
    : say('The rule “{rule}” allows {days} at most.', { rule, days: days(longestTermDays) });
}
