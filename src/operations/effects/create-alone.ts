import type { Instant } from '#domain/lib/time';
import { holdAlone, type LockPorts } from '../lock/hold-alone';

/**
 * Creates accounts, or groups, while nobody else does: two runs that ask for the same address or name at the
 * same time would each find that nobody had it. Nothing may be sent after the instant that `create` is told. Throws
 * SiteFailure, to be tried again, where another takes too long.
 */
export function createAlone<T>(
  ports: LockPorts,
  kind: 'account' | 'newGroup',
  create: (until: Instant) => Promise<T>,
): Promise<T> {
  const tooLong = `Other ${kind === 'account' ? 'accounts' : 'groups'} are being created.`;
  return holdAlone(ports, { key: kind, tooLong }, create);
}
