import type { Grant } from '../grant/grant';
import type { Instant } from '../lib/time';

/**
 * A grant as it counts where a removal was approved at `revokedAt`. Two runs may overlap: what an earlier
 * approval gave in the moment in which the later one took it away is over at once, so that the site is
 * looked at, and it is taken away there.
 */
export function endIfRevoked(grant: Grant, revokedAt: Instant | undefined): Grant {
  const { grantedAt, endsAt } = grant;
  return isRevoked(grant, revokedAt)
    ? { ...grant, endsAt: Math.min(endsAt ?? grantedAt, grantedAt) }
    : grant;
}

/** Whether a removal was approved after it. */
export function isRevoked({ approvedAt }: Grant, revokedAt: Instant | undefined): boolean {
  return approvedAt !== undefined && revokedAt !== undefined && revokedAt > approvedAt;
}
