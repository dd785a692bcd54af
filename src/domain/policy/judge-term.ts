import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { DAY, type Instant } from '../lib/time';
import { hasTerm } from '../term/has-term';
import { endOfTerm, LONGEST_TERM_DAYS, type Term } from '../term/term';
import type { Policy } from './policy';

export type TermRefusal =
  | { readonly code: 'termTooLong'; readonly longestDays: number }
  /** The time until which it was to last has come. */
  | { readonly code: 'termOver' };

/** Whether access may be given at `at` for this long, and for good where there is a longest term. */
export function judgeTerm(
  {
    ask,
    term,
  }: { readonly ask: { readonly changes: Parameters<typeof hasTerm>[0] }; readonly term: Term },
  { longestTermDays }: Pick<Policy, 'longestTermDays'>,
  at: Instant,
): Allowed<TermRefusal> {
  if (!hasTerm(ask.changes)) return ALLOWED;
  const longestDays = longestTermDays ?? LONGEST_TERM_DAYS;
  if (term.kind === 'permanent') {
    return longestTermDays === undefined
      ? ALLOWED
      : forbidden({ code: 'termTooLong', longestDays });
  }
  const lasts = endOfTerm(term, at) - at;
  if (lasts <= 0) return forbidden({ code: 'termOver' });
  return lasts > longestDays * DAY ? forbidden({ code: 'termTooLong', longestDays }) : ALLOWED;
}
