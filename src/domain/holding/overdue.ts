import type { StuckCause } from '../grant/stuck-cause';
import { type Instant, MINUTE } from '../lib/time';
import { type Holding, latestEnd } from './holding';

/** An end that is later than this is overdue: the queue and the sweep had their chance. */
export const OVERDUE_AFTER = 10 * MINUTE;

/** Since when access should be gone and is not, where that is longer than an end may take. */
export function overdueSince(holding: Holding, at: Instant): Instant | undefined {
  const end = latestEnd(holding);
  return end !== undefined && end + OVERDUE_AFTER <= at ? end : undefined;
}

/** What has never been tried, or never to an end, has just not been come to. */
export function overdueCause({ work }: Pick<Holding, 'work'>): StuckCause {
  return work.state === 'stuck' ? work.cause : 'notReached';
}
