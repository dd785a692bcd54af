import { type ExistingEntitlement, entitlementKey, unnamed } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { BundleOfPerson, HeldByBundle } from './held-by-bundle';

/** Somebody who has a bundle, and how what they have by its name differs from what is in it now. */
export interface BundleHolder {
  readonly person: Pick<Person, 'accountId' | 'displayName'>;
  /** The requests by which they have it. */
  readonly requestIds: readonly string[];
  /** When it ends, by the request by which they have it longest; undefined: it stays. */
  readonly endsAt: Instant | undefined;
  /** That may end before, with a work item. */
  readonly withWorkItem: boolean;
  /** In it by now, and not as they asked for it. */
  readonly lacks: readonly ExistingEntitlement[];
  /** Given by its name, not in it any more, and held by no other request. */
  readonly beyond: readonly ExistingEntitlement[];
  /** The same, and held by another request as well: it stays. */
  readonly heldBesides: readonly ExistingEntitlement[];
}

/**
 * How those who have a bundle differ from what is in it now. What was in it as they asked and they do not have was left out,
 * returned or taken away: that is no difference of the bundle, and stays as it is.
 */
export function bundleHolders(
  all: readonly BundleOfPerson[],
  contents: readonly ExistingEntitlement[],
): readonly BundleHolder[] {
  const now = new Set(contents.map(entitlementKey));
  return [...Map.groupBy(all, ({ person }) => person.accountId).values()].flatMap((theirs) => {
    const [first] = theirs;
    if (first === undefined || theirs.every(({ isFollowing }) => isFollowing === true)) return [];
    const requestIds = [...new Set(theirs.map(({ requestId }) => requestId))];
    const held = theirs.flatMap((one) => one.held);
    const asked = new Set(
      theirs.flatMap((one) => one.contents.map((ids) => entitlementKey(unnamed(ids)))),
    );
    const gone = eachOnce(held).filter((one) => !now.has(entitlementKey(one.entitlement)));
    const isHeldBesides = ({ entitlement }: HeldByBundle) =>
      held.some(
        (one) =>
          entitlementKey(one.entitlement) === entitlementKey(entitlement) &&
          one.besides.some((id) => !requestIds.includes(id)),
      );
    return [
      {
        person: first.person,
        requestIds,
        ...endOf(theirs),
        lacks: contents.filter((one) => !asked.has(entitlementKey(one))),
        beyond: gone.filter((one) => !isHeldBesides(one)).map((one) => one.entitlement),
        heldBesides: gone.filter(isHeldBesides).map((one) => one.entitlement),
      },
    ];
  });
}

/** Whether there is something to give them or to take from them. */
export const differs = ({ lacks, beyond }: Pick<BundleHolder, 'lacks' | 'beyond'>): boolean =>
  lacks.length > 0 || beyond.length > 0;

const eachOnce = (held: readonly HeldByBundle[]): readonly HeldByBundle[] => [
  ...new Map(held.map((one) => [entitlementKey(one.entitlement), one])).values(),
];

/**
 * Of what one request gave, the end of what ends first: its parts were given minutes apart, and what follows them outlasts none.
 * Of several requests, the last of these; of two that are as late, what does not end with a work item.
 */
function endOf(theirs: readonly BundleOfPerson[]): Pick<BundleHolder, 'endsAt' | 'withWorkItem'> {
  const ends = theirs.map(({ held }) => ({
    end: Math.min(...held.map(({ endsAt }) => endsAt ?? Number.POSITIVE_INFINITY)),
    withWorkItem: held.some((one) => one.withWorkItem),
  }));
  const last = Math.max(...ends.map(({ end }) => end));
  return {
    endsAt: Number.isFinite(last) ? last : undefined,
    withWorkItem: ends.every(({ end, withWorkItem }) => end < last || withWorkItem),
  };
}
