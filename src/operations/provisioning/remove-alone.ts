import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
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
 * would otherwise remove both. Nothing may be sent after the instant that `remove` is told. Throws
 * SiteFailure, to be tried again, where another takes too long.
 */
export async function removeAlone<T>(
  ports: LockPorts,
  entitlement: Entitlement,
  remove: (until: Instant) => Promise<T>,
): Promise<T> {
  const key = entitlementKey(entitlement);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const now = ports.clock.now();
    const until = now + HELD;
    if (await ports.locks.take(key, now, until)) {
      try {
        return await remove(until);
      } finally {
        await ports.locks.release(key, until);
      }
    }
    await ports.clock.sleep(ASKED_AGAIN);
  }
  throw new SiteFailure('siteUnavailable', 'Others are being removed from the same.', true);
}
