import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import type { Instant } from '#domain/lib/time';
import { holdAlone, type LockPorts } from '../lock/hold-alone';

/**
 * Counts and removes while nobody else removes from the same: two runs that each find two admins left
 * would otherwise remove both. Nothing may be sent after the instant that `remove` is told. Throws
 * SiteFailure, to be tried again, where another takes too long.
 */
export function removeAlone<T>(
  ports: LockPorts,
  entitlement: Entitlement,
  remove: (until: Instant) => Promise<T>,
): Promise<T> {
  const tooLong = 'Others are being removed from the same.';
  return holdAlone(ports, { key: entitlementKey(entitlement), tooLong }, remove);
}
