import type { Subject } from '../action/subject';
import type { Instant } from '../lib/time';
import { endOfFollowed } from '../policy/followed-bundle';
import { endOfTerm } from '../term/term';
import type { RequestCore } from './access-request';

/**
 * When access ends that a request gives somebody at that time; undefined: it stays. What follows a bundle lasts no longer than they
 * have the bundle.
 */
export function endFor(
  { term, follows }: Pick<RequestCore, 'term' | 'follows'>,
  subject: Subject | undefined,
  from: Instant,
): Instant | undefined {
  const own = endOfTerm(term, from);
  if (follows === undefined || subject?.kind !== 'person') return own;
  const theirs = endOfFollowed(follows, subject.accountId);
  // Of whom nothing is said, nothing is given: where it were, it would be over at once.
  const most = theirs === undefined ? from : theirs.endsAt;
  if (most === undefined) return own;
  return own === undefined ? most : Math.min(own, most);
}
