import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import { MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Locks } from '#ports/locks';
import { SiteFailure } from '#ports/site-failure';

const HELD = 3 * MINUTE;
const ASKED_AGAIN = SECOND / 2;
const TRIES = 20;

export interface LockPorts {
  readonly locks: Locks;
  readonly clock: Clock;
}

/**
 * Counts and removes while nobody else removes from the same: two runs that each find two admins left
 * would otherwise remove both. Throws SiteFailure, to be tried again, where another takes too long.
 */
export async function removeAlone<T>(
  ports: LockPorts,
  entitlement: Entitlement,
  remove: () => Promise<T>,
): Promise<T> {
  const key = entitlementKey(entitlement);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const now = ports.clock.now();
    if (await ports.locks.take(key, now, now + HELD)) {
      try {
        return await remove();
      } finally {
        await ports.locks.release(key);
      }
    }
    await ports.clock.sleep(ASKED_AGAIN);
  }
  throw new SiteFailure('siteUnavailable', 'Others are being removed from the same.', true);
}
