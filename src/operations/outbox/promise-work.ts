import { type Instant, MINUTE } from '#domain/lib/time';
import type { IdSource } from '#ports/id-source';
import type { OutboxEntry } from '#ports/outbox';
import type { WorkItem } from '#ports/work-queue';

/** Left undone this long, work is pushed again by the sweep. */
export const PUSH_AGAIN_AFTER = 2 * MINUTE;
/** From this many steps on, work is kept from crowding out the rest. */
const BULK_STEPS = 100;

/** The outbox entry that is written with the state that makes the work necessary. */
export function promiseWork(ids: IdSource, at: Instant, item: WorkItem, steps = 0): OutboxEntry {
  return {
    id: ids.next(),
    item,
    dueAt: at + PUSH_AGAIN_AFTER,
    bulk: steps >= BULK_STEPS,
    claimedUntil: 0,
    attempts: 0,
  };
}
