import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { Holding } from './holding';

/** What `of` finds in each holding, by entitlement, by subject; nothing of those where it finds nothing. */
export function byPlace<T>(
  holdings: Iterable<Holding>,
  of: (holding: Holding) => T | undefined,
): ReadonlyMap<string, ReadonlyMap<string, T>> {
  const places = new Map<string, Map<string, T>>();
  for (const holding of holdings) {
    const found = of(holding);
    if (found === undefined) continue;
    const key = entitlementKey(holding.entitlement);
    const ofEntitlement = places.get(key) ?? new Map<string, T>();
    places.set(key, ofEntitlement.set(subjectKey(holding.subject), found));
  }
  return places;
}
