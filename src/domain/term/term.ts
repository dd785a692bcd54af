import { DAY, HOUR, type Instant } from '../lib/time';

/** How long given access is to last: from when it is given, or until a time that is named. */
export type Term =
  | { readonly kind: 'permanent' }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'until'; readonly at: Instant };

/** One that ends. */
export type LimitedTerm = Exclude<Term, { kind: 'permanent' }>;

export const LONGEST_TERM_DAYS = 365;
/** More are days. */
export const LONGEST_TERM_HOURS = 72;

/** When access given at `from` is due to end; undefined for access that stays. */
export function endOfTerm(term: LimitedTerm, from: Instant): Instant;
export function endOfTerm(term: Term, from: Instant): Instant | undefined;
export function endOfTerm(term: Term, from: Instant): Instant | undefined {
  switch (term.kind) {
    case 'permanent':
      return undefined;
    case 'hours':
      return from + term.hours * HOUR;
    case 'days':
      return from + term.days * DAY;
    case 'until':
      return term.at;
  }
}
