import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import type { Instant } from '#domain/lib/time';
import { LONGEST_CALL } from '#ports/site';
import {
  type Alone,
  holdAlone,
  type IsAwaited,
  type LockPorts,
  type MayGoOn,
} from '../lock/hold-alone';

/**
 * For how long at most, and how it is waited for, where that is not as usual. An end comes `first`: whoever carries out
 * approved removals makes room for it between two blocks, and within one as well, where it is told that an end waits.
 */
export type Held = Partial<Pick<Alone, 'heldFor' | 'notAfter' | 'waitsFor' | 'order'>>;

/**
 * Counts and removes while nobody else removes from the same: two runs that each find two admins left
 * would otherwise remove both. Nothing may be sent after the instant that `remove` is told. Throws
 * SiteFailure, to be tried again, where another takes too long.
 */
export function removeAlone<T>(
  ports: LockPorts,
  entitlement: Entitlement,
  remove: (until: Instant, mayGoOn: MayGoOn, isAwaited: IsAwaited) => Promise<T>,
  held: Held = {},
): Promise<T> {
  const tooLong = 'Others are being removed from the same.';
  const alone = { key: entitlementKey(entitlement), tooLong, order: 'after', ...held } as const;
  return holdAlone(ports, alone, remove);
}

/**
 * The same where it matters who is left, whatever else they are removed from: somebody who is left in a role may be
 * left by a group that is being emptied, and one who is left in a group by being suspended. To be taken with nothing
 * else to be waited for. `mayGoOn`: of a call that was sent no answer says what came of it, and whoever it removes is still
 * counted: nobody else is removed for as long as it may be under way.
 */
export function removeAdminAlone<T>(
  ports: LockPorts,
  remove: (until: Instant, mayGoOn: MayGoOn, isAwaited: IsAwaited) => Promise<T>,
  held: Held = {},
): Promise<T> {
  const tooLong = 'Other administrators are being removed or suspended.';
  // Whoever is being removed by a call that is under way is still shown.
  const andAfter = LONGEST_CALL;
  const alone = { key: 'administrators', tooLong, order: 'after', ...held, andAfter } as const;
  return holdAlone(ports, alone, remove);
}
