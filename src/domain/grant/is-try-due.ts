import { HOUR, type Instant, MINUTE } from '../lib/time';
import { isDue } from './end-grants';
import type { Grant } from './grant';

/** After the quick tries, one each so often. */
const SLOW_TRY = 6 * HOUR;
const QUICK_TRIES = 6;

/**
 * Whether access that is due to end is to be tried now: at once the first time; after a failure 5, 15,
 * 35 … minutes after the first try, and later four times a day, for as long as it takes.
 */
export function isTryDue(grant: Grant, at: Instant): boolean {
  if (!isDue(grant, at)) return false;
  if (grant.status.state !== 'ending') return true;
  const { since, attempts } = grant.status;
  const quick = Math.min(attempts, QUICK_TRIES);
  const slow = attempts - quick;
  return at >= since + (2 ** quick - 1) * 5 * MINUTE + slow * SLOW_TRY;
}
