import { heldBy } from '#domain/holding/held-by';
import { type Held, type Holding, latestEnd } from '#domain/holding/holding';
import { OVERDUE_AFTER, overdueSince } from '#domain/holding/overdue';
import type { AccessRequest } from '#domain/request/access-request';
import { endOfTerm } from '#domain/term/term';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';

/** What keeps an end from happening mostly keeps it from all of one group or role: so many are looked at. */
const LOOKED_AT = 25;

/**
 * Something of a request that should have ended and has not, the longest overdue; for the card, which
 * shows that there is something to see. Costs one read, and only once its term is over.
 */
export async function findOverdueOf(
  ports: { readonly holdings: HoldingStore; readonly clock: Clock },
  request: AccessRequest,
): Promise<Holding | undefined> {
  const now = ports.clock.now();
  if (!('progress' in request)) return undefined;
  const end = endOfTerm(request.term, request.approvedAt);
  if (end === undefined || end + OVERDUE_AFTER > now) return undefined;
  const { found } = await ports.holdings.getMany(someOf(request));
  return [...found.values()]
    .filter((one) => one.grants.some(({ requestId }) => requestId === request.id))
    .filter((one) => overdueSince(one, now) !== undefined)
    .toSorted((one, other) => (latestEnd(one) ?? 0) - (latestEnd(other) ?? 0))[0];
}

/** The first of each group or role that it gave. */
function someOf({ ask, connectionId }: AccessRequest): readonly Held[] {
  const given = ask.changes.filter(({ verb }) => verb === 'add');
  const each = Math.max(1, Math.floor(LOOKED_AT / Math.max(1, given.length)));
  return given
    .flatMap(({ entitlement, subjects }) =>
      subjects
        .slice(0, each)
        .flatMap((position) => heldBy(connectionId, entitlement, ask.subjects[position]) ?? []),
    )
    .slice(0, LOOKED_AT);
}
