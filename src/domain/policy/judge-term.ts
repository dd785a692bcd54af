import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Term } from '../term/term';
import type { Policy } from './policy';

export interface TermTooLong {
  readonly code: 'termTooLong';
  readonly longestDays: number;
}

/** Whether access may be asked for this long, and for good where there is a longest term. */
export function judgeTerm(term: Term, policy: Policy): Allowed<TermTooLong> {
  const longestDays = policy.longestTermDays;
  if (longestDays === undefined) return ALLOWED;
  return term.kind === 'permanent' || term.days > longestDays
    ? forbidden({ code: 'termTooLong', longestDays })
    : ALLOWED;
}
