import { DAY, HOUR, type Instant } from '../lib/time';

/** How long given access is to last: from when it is given, or until a time that is named. */
export type Term =
  | { readonly kind: 'permanent' }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'until'; readonly at: Instant }
  /** Until the work item in which it is asked for is done, and `at` that time at the latest. The key is what it was called then. */
  | {
      readonly kind: 'workItem';
      readonly issueId: string;
      readonly issueKey: string;
      readonly at: Instant;
    };

/** One that ends. */
export type LimitedTerm = Exclude<Term, { kind: 'permanent' }>;

export const LONGEST_TERM_DAYS = 365;
/** More are days. */
export const LONGEST_TERM_HOURS = 72;

/** The work item that ends it before its time, where it is one of those that do. */
export function workItemOf(term: Term): string | undefined {
  return term.kind === 'workItem' ? term.issueId : undefined;
}

/** When access given at `from` is due to end, at the latest; undefined for access that stays. */
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
    case 'workItem':
      return term.at;
  }
}
