import type { AccessRequest } from '#domain/request/access-request';
import { isToReview } from '#domain/request/judge-review';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

/** Shown; where there are more, that is said. */
const SHOWN = 50;

export interface OpenReviews {
  /** The one that was taken first comes first. */
  readonly requests: readonly AccessRequest[];
  readonly more: boolean;
  readonly unreadable: number;
}

/** What was taken before anybody decided, of all work items, and nobody has reviewed. */
export async function listToReview({
  requests,
}: {
  readonly requests: Pick<RequestStore, 'toReview' | 'get'>;
}): Promise<OpenReviews> {
  const ids = [...new Set(await requests.toReview(undefined, SHOWN + 1))];
  const read = await Promise.all(
    ids.slice(0, SHOWN).map((id) => ifUnreadable(requests.get(id), 'unreadable')),
  );
  const open = read.filter(
    (one): one is AccessRequest => one !== undefined && one !== 'unreadable' && isToReview(one),
  );
  return {
    requests: open.toSorted((one, other) => one.createdAt - other.createdAt),
    more: ids.length > SHOWN,
    unreadable: read.filter((one) => one === 'unreadable').length,
  };
}
