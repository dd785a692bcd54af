import { byPlace } from './by-place';
import type { Holding } from './holding';

/** When the latest request was approved that has taken it away, by entitlement, by subject. */
export const revokedOnRecord = (holdings: Iterable<Holding>) =>
  byPlace(holdings, ({ revokedAt }) => revokedAt);
