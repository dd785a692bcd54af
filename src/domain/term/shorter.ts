import type { Instant } from '../lib/time';
import { endOfTerm, type Term, workItemOf } from './term';

/**
 * Whether what is given by one term ends before what is given by the other, whenever it is given from `at` on. What lasts from when
 * it is given is never shorter than what ends at a time: given late enough, it would end after it. Nor is anything shorter than what
 * ends with a work item but what ends with the same one: it may be done tomorrow.
 */
export function isShorter(term: Term, than: Term, at: Instant): boolean {
  const ends = endOfTerm(term, at);
  const other = endOfTerm(than, at);
  if (ends === undefined) return false;
  if (than.kind === 'workItem' && workItemOf(term) !== than.issueId) return false;
  if (other === undefined) return true;
  return ends < other && !(endsAtATime(than) && !endsAtATime(term));
}

const endsAtATime = ({ kind }: Term) => kind === 'until' || kind === 'workItem';
