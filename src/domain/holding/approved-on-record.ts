import type { Instant } from '../lib/time';
import { byPlace } from './by-place';
import type { Holding } from './holding';

/**
 * When the latest request was approved by which it is held at `at`, by entitlement, by subject. What is due by then, and what
 * earlier versions wrote, says nothing.
 */
export const approvedOnRecord = (holdings: Iterable<Holding>, at: Instant) =>
  byPlace(holdings, ({ grants }): Instant | undefined => {
    const inForce = grants.filter(({ endsAt = Number.POSITIVE_INFINITY }) => endsAt > at);
    const times = inForce.flatMap(({ approvedAt }) => approvedAt ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
  });
