import type { NoRenewal } from '#domain/grant/no-renewal';
import { type AccessOfRequest, accessOfRequest } from '#domain/holding/access-of-request';
import { heldBy } from '#domain/holding/held-by';
import type { Held, Holding } from '#domain/holding/holding';
import { type Late, latenessOf } from '#domain/holding/lateness-of';
import { noRenewalOfEnd } from '#domain/holding/no-renewal';
import type { Instant } from '#domain/lib/time';
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

/** What is on record of what a request gave. */
export interface StandingOfRequest {
  /** Something that should have ended and has not, or that was approved and is not there; the longest so. */
  readonly late: LateAccess | undefined;
  readonly access: AccessOfRequest | undefined;
  /** What somebody said who does not want it renewed, of something that goes on: of all of that, or of some. */
  readonly noRenewal: { readonly note: NoRenewal; readonly isAll: boolean } | undefined;
}

const NOTHING: StandingOfRequest = { late: undefined, access: undefined, noRenewal: undefined };

/** For the card of a request, which tells how its access stands. Costs one read. */
export async function findStandingOf(
  ports: FindLatePorts,
  request: AccessRequest,
): Promise<StandingOfRequest> {
  if (!('progress' in request)) return NOTHING;
  const some = someOf(request);
  if (some.length === 0) return NOTHING;
  const { found, unreadable } = await ports.holdings.getMany(some);
  const at = ports.clock.now();
  const isAll = unreadable.size === 0 && some.length === countOf(request);
  const holdings = [...found.values()];
  return {
    late: lateIn(holdings, new Set([request.id]), at)[0],
    access: accessOfRequest(request.id, holdings, isAll, at),
    noRenewal: noRenewalIn(request.id, holdings, isAll),
  };
}

/** What is late of several requests, in as few reads as of one: the longest first. */
export async function findLate(
  { holdings, clock }: FindLatePorts,
  requests: readonly AccessRequest[],
): Promise<readonly LateAccess[]> {
  const carriedOut = requests.filter((one) => 'progress' in one);
  const some = carriedOut.flatMap(someOf);
  if (some.length === 0) return [];
  const { found } = await holdings.getMany(some);
  return lateIn([...found.values()], new Set(carriedOut.map(({ id }) => id)), clock.now());
}

/** Of what goes on under it; the newest of what was said. */
function noRenewalIn(
  requestId: string,
  holdings: readonly Holding[],
  isAll: boolean,
): StandingOfRequest['noRenewal'] {
  const own = holdings.filter((one) => one.grants.some((grant) => grant.requestId === requestId));
  const notes = own.flatMap((one) => noRenewalOfEnd(one) ?? []);
  const [note] = notes.toSorted((one, other) => other.at - one.at);
  return note && { note, isAll: isAll && notes.length === own.length };
}

function lateIn(
  holdings: readonly Holding[],
  ids: ReadonlySet<string>,
  at: Instant,
): readonly LateAccess[] {
  return holdings
    .filter((one) => one.grants.some(({ requestId }) => ids.has(requestId)))
    .flatMap((holding) => {
      const late = latenessOf(holding, at);
      return late === undefined ? [] : [{ ...late, holding }];
    })
    .toSorted((one, other) => one.since - other.since);
}

/** What it gives to whom, as far as that has no id that only its steps know. */
const countOf = ({ ask }: AccessRequest): number =>
  ask.changes.reduce(
    (count, { verb, subjects }) => (verb === 'add' ? count + subjects.length : count),
    0,
  );

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
