import { DAY, HOUR } from '#domain/lib/time';
import {
  endOfTerm,
  type LimitedTerm,
  LONGEST_TERM_DAYS,
  LONGEST_TERM_HOURS,
  type Term,
} from '#domain/term/term';
import { say } from '#words/say';
import { days } from '#words/time';

const USUAL_DAYS = 30;

/** What the form begins with: nothing is for good unless somebody says so. */
export const usualTerm = (longestTermDays: number | undefined): Term => ({
  kind: 'days',
  days: Math.min(USUAL_DAYS, longestTermDays ?? USUAL_DAYS),
});

/** Whether it says how long: what is typed may be no number, or none yet. */
export function isGivenLength(term: Term): term is LimitedTerm {
  switch (term.kind) {
    case 'permanent':
      return false;
    case 'hours':
      return Number.isInteger(term.hours);
    case 'days':
      return Number.isInteger(term.days);
    case 'until':
      return Number.isInteger(term.at);
  }
}

export interface TermLimits {
  readonly longestTermDays: number | undefined;
  readonly now: number;
}

/** What is wrong with it, as its field says it. */
export function termProblem(term: Term, { longestTermDays, now }: TermLimits): string | undefined {
  const most = longestTermDays ?? LONGEST_TERM_DAYS;
  switch (term.kind) {
    case 'permanent':
      return longestTermDays === undefined ? undefined : say('Choose for how long.');
    case 'hours':
      return isFrom1To(term.hours, Math.min(LONGEST_TERM_HOURS, most * (DAY / HOUR)))
        ? undefined
        : say('Enter a number of hours from 1 to {most}.', {
            most: Math.min(LONGEST_TERM_HOURS, most * (DAY / HOUR)),
          });
    case 'days':
      return isFrom1To(term.days, most)
        ? undefined
        : say('Enter a number of days from 1 to {most}.', { most });
    case 'until':
      if (!isGivenLength(term)) return say('Enter a date and a time.');
      if (term.at <= now) return say('Choose a time in the future.');
      return endOfTerm(term, now) - now > most * DAY
        ? say('Choose a time within {days} from now.', { days: days(most) })
        : undefined;
  }
}

const isFrom1To = (number: number, most: number) =>
  Number.isInteger(number) && number >= 1 && number <= most;
