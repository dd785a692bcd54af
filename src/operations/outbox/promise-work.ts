import type { Instant } from '#domain/lib/time';
import { PUSH_AGAIN_AFTER } from '#domain/promise/promise';
import type { IdSource } from '#ports/id-source';
import type { OutboxEntry } from '#ports/outbox';
import type { WorkItem } from '#ports/work-queue';

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
