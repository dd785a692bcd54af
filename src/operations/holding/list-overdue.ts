import type { Holding } from '#domain/holding/holding';
import { latestEnd } from '#domain/holding/holding';
import { OVERDUE_AFTER, overdueSince } from '#domain/holding/overdue';
import { FAR_AHEAD } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';

const SHOWN = 100;
/** What is stuck, or is being ended, is found in the order of its next try: so much of it is looked through. */
const LOOKED_THROUGH = 500;

/** Access that should have ended and is still there, the longest overdue first. */
export async function listOverdue(ports: {
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}): Promise<{ readonly items: readonly Holding[]; readonly more: boolean }> {
  const now = ports.clock.now();
  const found = [
    ...(await ports.holdings.due('stuck', now + FAR_AHEAD, LOOKED_THROUGH)),
    ...(await ports.holdings.due('runs', now - OVERDUE_AFTER, SHOWN)),
    // Also while somebody is at it: a pass may be made again and again.
    ...(await ports.holdings.due('settling', now + FAR_AHEAD, LOOKED_THROUGH)),
  ].filter((one) => overdueSince(one, now) !== undefined);
  const items = found.toSorted((one, other) => (latestEnd(one) ?? 0) - (latestEnd(other) ?? 0));
  return { items: items.slice(0, SHOWN), more: items.length > SHOWN };
}
