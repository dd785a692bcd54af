import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { Instant } from '../lib/time';
import { type Holding, latestEnd } from './holding';

/**
 * When access that the app gave ends, where it ends at all: by entitlement, by subject. What the
 * request that asks has given itself (by a run that did not live to say so) is there for it to prolong.
 */
export function endingsOf(
  holdings: Iterable<Holding>,
  ownRequestId: string | undefined,
): ReadonlyMap<string, ReadonlyMap<string, Instant>> {
  const endings = new Map<string, Map<string, Instant>>();
  for (const holding of holdings) {
    const own = holding.grants.find(({ requestId }) => requestId === ownRequestId);
    // What may be somebody else's has no end that could be prolonged.
    const isOurs = holding.grants.some(({ unproved }) => unproved !== true);
    const end = own?.grantedAt ?? (isOurs ? latestEnd(holding) : undefined);
    if (end === undefined) continue;
    const key = entitlementKey(holding.entitlement);
    const ofEntitlement = endings.get(key) ?? new Map<string, Instant>();
    endings.set(key, ofEntitlement.set(subjectKey(holding.subject), end));
  }
  return endings;
}
