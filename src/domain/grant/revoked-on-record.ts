import { entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import type { Instant } from '../lib/time';
import type { Holding } from './holding';

/** When the latest request was approved that has taken it away, by entitlement, by subject. */
export function revokedOnRecord(
  holdings: Iterable<Holding>,
): ReadonlyMap<string, ReadonlyMap<string, Instant>> {
  const revoked = new Map<string, Map<string, Instant>>();
  for (const { entitlement, subject, revokedAt } of holdings) {
    if (revokedAt === undefined) continue;
    const key = entitlementKey(entitlement);
    const ofEntitlement = revoked.get(key) ?? new Map<string, Instant>();
    revoked.set(key, ofEntitlement.set(subjectKey(subject), revokedAt));
  }
  return revoked;
}
