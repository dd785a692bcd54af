import type { Person } from '../action/person';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { isReadable } from '../lib/readable-text';
import { ok, type Result, refuse } from '../lib/result';
import { DAY, type Instant } from '../lib/time';
import type { AccessRequest, RequestState } from './access-request';
import type { VerbRefusal } from './request-refusal';
import type { ClosedReview, Review } from './review';
import type { Transition } from './transition';

/** In which states there can be something to review: it was taken. */
export const REVIEWED_IN = [
  'approved',
  'applying',
  'needsAttention',
  'completed',
] as const satisfies readonly RequestState[];

/** So long after it was taken, and then each day, whoever is to review it is reminded. */
const FIRST_REMINDED_AFTER = 2 * DAY;
export const REVIEW_REMINDED_EVERY = DAY;

export const openReview = (by: readonly Person[], at: Instant): Review => ({
  by,
  remindAt: at + FIRST_REMINDED_AFTER,
});

export const isToReview = ({ review }: Pick<AccessRequest, 'review'>): boolean =>
  review !== undefined && review.closed === undefined;

/** For so many days its review has been open, as it is told. */
export const daysOpen = ({ createdAt }: Pick<AccessRequest, 'createdAt'>, at: Instant): number =>
  Math.floor(Math.max(0, at - createdAt) / DAY);

/** Whether somebody may close the review: an admin, or who is named for it, and never whoever took it. */
export function judgeReview(
  { review, requester, state }: AccessRequest,
  { accountId, isAdmin }: { readonly accountId: string; readonly isAdmin: boolean },
): Allowed<VerbRefusal> {
  if (review === undefined || review.closed !== undefined) {
    return forbidden({ code: 'wrongState', state, verb: 'review' });
  }
  if (requester.accountId === accountId) return forbidden({ code: 'ownReview' });
  return isAdmin || review.by.some((one) => one.accountId === accountId)
    ? ALLOWED
    : forbidden({ code: 'notYourReview', reviewers: review.by });
}

/**
 * Whether whoever closes it is really somebody else: no other account of whoever took it, and nobody who may break the glass themselves, or waits
 * for a review of the same: two would let each other go on for ever, turn by turn.
 */
export function judgeReviewer({
  isSamePerson,
  mayBreakToo,
  hasOpenToo,
}: {
  readonly isSamePerson: boolean;
  /** The policy in force names them, too. */
  readonly mayBreakToo: boolean;
  readonly hasOpenToo: boolean;
}): Allowed<VerbRefusal> {
  if (isSamePerson) return forbidden({ code: 'ownReview' });
  if (mayBreakToo) return forbidden({ code: 'reviewOfPeer' });
  return hasOpenToo ? forbidden({ code: 'ownReviewFirst' }) : ALLOWED;
}

/** The review is closed, with a word for whoever reads the audit. */
export function closeReview(
  request: AccessRequest,
  by: Person & { readonly isAdmin: boolean },
  { verdict, note }: Pick<ClosedReview, 'verdict' | 'note'>,
  at: Instant,
): Result<Transition<AccessRequest>, VerbRefusal> {
  const judged = judgeReview(request, by);
  if (!judged.allowed) return refuse(judged.why);
  const { review } = request;
  if (review === undefined)
    return refuse({ code: 'wrongState', state: request.state, verb: 'review' });
  const said = note.trim();
  if (!isReadable(said)) return refuse({ code: 'noteMissing' });
  const { isAdmin: _admin, ...person } = by;
  const closed = { by: person, at, verdict, note: said };
  return ok({
    request: { ...request, revision: request.revision + 1, review: { ...review, closed } },
    facts: [{ kind: 'request.reviewed', verdict, note: said }],
  });
}
