import type { Instant } from '#domain/lib/time';
import { holdAlone, type LockPorts } from '../lock/hold-alone';

/**
 * Creates accounts while nobody else does: two runs that ask for the same address at the same time would
 * each find that it had no account. Nothing may be sent after the instant that `create` is told. Throws
 * SiteFailure, to be tried again, where another takes too long.
 */
export function createAlone<T>(
  ports: LockPorts,
  create: (until: Instant) => Promise<T>,
): Promise<T> {
  const tooLong = 'Other accounts are being created.';
  return holdAlone(ports, { key: 'account', tooLong }, create);
}
