import type { Instant } from '#domain/lib/time';
import type { PauseCause } from '#domain/request/pause';
import type { SiteFailure } from '#ports/site-failure';

/** Why what is approved can't go on now, and before when it need not be tried again. */
export interface Obstacle {
  readonly cause: PauseCause;
  readonly notBefore?: Instant;
}

/** What passes, or what an admin can mend without the request, is waited for; undefined where that is no use. */
export function obstacleOf(
  { code, retryable, retryAfterMs }: SiteFailure,
  at: Instant,
): Obstacle | undefined {
  if (code === 'credentialRejected' || code === 'otherSite') return { cause: 'connectionFailing' };
  if (!retryable) return undefined;
  const wait = retryAfterMs === undefined ? {} : { notBefore: at + retryAfterMs };
  const itself = code === 'rateLimited' || code === 'othersFirst';
  return { cause: itself ? code : 'siteUnavailable', ...wait };
}
