import { heldBy } from '#domain/holding/held-by';
import type { Held, Holding } from '#domain/holding/holding';
import { type Late, latenessOf } from '#domain/holding/lateness-of';
import type { AccessRequest } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';

/** What keeps an end from happening mostly keeps it from all of one group or role: so many are looked at. */
const LOOKED_AT = 25;

interface FindLatePorts {
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

/** Access that a request gave, and that is not as it was approved. */
export interface LateAccess extends Late {
  readonly holding: Holding;
}

/**
 * Something of a request that should have ended and has not, or that was approved and is not there; the longest so. For what tells
 * how a request stands, which shows then that there is something to see. Costs one read.
 */
export async function findLateOf(
  ports: FindLatePorts,
  request: AccessRequest,
): Promise<LateAccess | undefined> {
  return (await findLate(ports, [request]))[0];
}

/** The same of several, in as few reads: the longest first. */
export async function findLate(
  { holdings, clock }: FindLatePorts,
  requests: readonly AccessRequest[],
): Promise<readonly LateAccess[]> {
  const carriedOut = requests.filter((one) => 'progress' in one);
  const some = carriedOut.flatMap(someOf);
  if (some.length === 0) return [];
  const { found } = await holdings.getMany(some);
  const ids = new Set(carriedOut.map(({ id }) => id));
  const at = clock.now();
  return [...found.values()]
    .filter((one) => one.grants.some(({ requestId }) => ids.has(requestId)))
    .flatMap((holding) => {
      const late = latenessOf(holding, at);
      return late === undefined ? [] : [{ ...late, holding }];
    })
    .toSorted((one, other) => one.since - other.since);
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
