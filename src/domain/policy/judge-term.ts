import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { DAY, type Instant } from '../lib/time';
import { hasTerm } from '../term/has-term';
import { endOfTerm, LONGEST_TERM_DAYS, type Term } from '../term/term';
import type { Policy } from './policy';

export type TermRefusal =
  | { readonly code: 'termTooLong'; readonly longestDays: number }
  /** The time until which it was to last has come. */
  | { readonly code: 'termOver' };

/** Whether what is asked for may be given at `at` for this long. */
export function judgeTerm(
  {
    ask,
    term,
  }: { readonly ask: { readonly changes: Parameters<typeof hasTerm>[0] }; readonly term: Term },
  policy: Pick<Policy, 'longestTermDays'>,
  at: Instant,
): Allowed<TermRefusal> {
  return hasTerm(ask.changes) ? judgeLength(term, policy, at) : ALLOWED;
}

/** Whether access that is given at `at` may last this long: for good only where there is no longest term. */
export function judgeLength(
  term: Term,
  { longestTermDays }: Pick<Policy, 'longestTermDays'>,
  at: Instant,
): Allowed<TermRefusal> {
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
