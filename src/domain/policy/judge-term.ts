import type { Entitlement } from '../action/entitlement';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { DAY, type Instant } from '../lib/time';
import { hasTerm } from '../term/has-term';
import { endOfTerm, LONGEST_TERM_DAYS, type Term } from '../term/term';
import { type Longest, longestFor, shorterOf } from './longest-term';
import type { Ruling } from './ruling';

export type TermRefusal =
  /** `rule`: which says so; without one, it is so for everything. */
  | { readonly code: 'termTooLong'; readonly longestDays: number; readonly rule?: string }
  /** The time until which it was to last has come. */
  | { readonly code: 'termOver' };

type Given = Parameters<typeof hasTerm>[0][number] & { readonly entitlement: Entitlement };

/** Whether all that is asked for may be given at `at` for this long. */
export function judgeTerm(
  { ask, term }: { readonly ask: { readonly changes: readonly Given[] }; readonly term: Term },
  policy: Ruling,
  at: Instant,
): Allowed<TermRefusal> {
  const [first, ...others] = ask.changes
    .filter((change) => hasTerm([change]))
    .map(({ entitlement }) => longestFor(policy, entitlement));
  return first === undefined ? ALLOWED : judgeLength(term, others.reduce(shorterOf, first), at);
}

/** Whether one change may be given for this long. */
export function judgeTermOf(
  change: Given,
  term: Term,
  policy: Ruling,
  at: Instant,
): Allowed<TermRefusal> {
  return hasTerm([change])
    ? judgeLength(term, longestFor(policy, change.entitlement), at)
    : ALLOWED;
}

/** Whether access that is given at `at` may last this long: for good only where there is no longest term. */
export function judgeLength(
  term: Term,
  { longestTermDays, rule }: Longest,
  at: Instant,
): Allowed<TermRefusal> {
  const longestDays = longestTermDays ?? LONGEST_TERM_DAYS;
  const tooLong = forbidden<TermRefusal>({
    code: 'termTooLong',
    longestDays,
    ...(rule === undefined ? {} : { rule }),
  });
  if (term.kind === 'permanent') return longestTermDays === undefined ? ALLOWED : tooLong;
  const lasts = endOfTerm(term, at) - at;
  if (lasts <= 0) return forbidden({ code: 'termOver' });
  return lasts > longestDays * DAY ? tooLong : ALLOWED;
}
