import { DAY, type Instant } from '../lib/time';

/** How long given access is to last, counted from when it is given. */
export type Term =
  | { readonly kind: 'permanent' }
  | { readonly kind: 'days'; readonly days: number };

export const LONGEST_TERM_DAYS = 365;

/** When access given at `from` is due to end; undefined for access that stays. */
export function endOfTerm(term: Term, from: Instant): Instant | undefined {
  return term.kind === 'days' ? from + term.days * DAY : undefined;
}
