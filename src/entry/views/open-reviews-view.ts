import type { OpenReviewsView } from '#contract/views';
import type { Instant } from '#domain/lib/time';
import { judgeReview } from '#domain/request/judge-review';
import type { OpenReviews } from '#operations/request/list-to-review';
import { auditedRequestView } from './audit-view';

/** To an admin. */
export function openReviewsView(
  { requests, more, unreadable }: OpenReviews,
  accountId: string,
  now: Instant,
): OpenReviewsView {
  return {
    now,
    items: requests.map((request) => ({
      ...auditedRequestView(request),
      revision: request.revision,
      may: judgeReview(request, { accountId, isAdmin: true }),
    })),
    more,
    unreadable,
  };
}
