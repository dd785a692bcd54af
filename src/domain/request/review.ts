import type { Person } from '../action/person';
import type { ReviewVerdict } from '../audit/review-verdict';
import type { Instant } from '../lib/time';

/** What was taken before anybody decided is looked at after: it stays open until somebody says whether it was in order. */
export interface Review {
  /** Those who would have decided, and whoever enabled it. */
  readonly by: readonly Person[];
  /** When they are next to be reminded of it. */
  readonly remindAt: Instant;
  readonly closed?: ClosedReview;
}

export interface ClosedReview {
  readonly by: Person;
  readonly at: Instant;
  readonly verdict: ReviewVerdict;
  readonly note: string;
}
