import type { LimitedTerm, Term } from '#domain/term/term';
import { say } from './say';
import { dateAndTime, days, hours } from './time';

/** `for 4 hours`, `for 30 days`, `until 9 Dec 2026, 14:05`, `until WEB-1 is done, at the latest 9 Dec 2026, 14:05`. */
export function howLong(term: LimitedTerm): string {
  const isUntil = term.kind === 'until' || term.kind === 'workItem';
  return isUntil ? lengthOf(term) : say('for {length}', { length: lengthOf(term) });
}

/** `4 hours`, `30 days`, and as above. */
export function lengthOf(term: LimitedTerm): string {
  switch (term.kind) {
    case 'hours':
      return hours(term.hours);
    case 'days':
      return days(term.days);
    case 'until':
      return say('until {time}', { time: dateAndTime(term.at) });
    case 'workItem':
      return say('until {key} is done, at the latest {time}', {
        key: term.issueKey,
        time: dateAndTime(term.at),
      });
  }
}

/** As `howLong`, and `permanently`. */
export function howLongOrForGood(term: Term): string {
  return term.kind === 'permanent' ? say('permanently') : howLong(term);
}
