import type { AuditRecord } from '#domain/audit/audit-event';
import {
  type Deliveries,
  type Delivery,
  deliveryOf,
  noteDelivery,
} from '#domain/delivery/deliveries';
import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { DeliveryStore } from '#ports/delivery-store';
import type { Claimed, Outbox } from '#ports/outbox';

export interface KeepPorts {
  readonly deliveries: DeliveryStore;
  readonly outbox: Outbox;
  readonly commit: Commit;
  readonly clock: Clock;
}

/** What came of a try, and when it is made again; undefined where it is not. */
export interface Kept {
  readonly delivery: Delivery;
  readonly audit: readonly AuditRecord[];
  readonly nextAt: Instant | undefined;
}

/** Somebody else may tell of something else meanwhile: one record has all of it. */
const TRIES = 4;

/**
 * Keeps what came of a try to tell `about`, and ends its promise or puts it off. Written onto whatever
 * others have written meanwhile, as `keep` says it beside that: what was sent must not be sent again.
 */
export async function keepDelivery(
  ports: KeepPorts,
  { about, work }: { readonly about: string; readonly work: Claimed },
  known: Deliveries,
  keep: (before: Delivery | undefined) => Kept,
): Promise<void> {
  let deliveries = known;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) deliveries = await ports.deliveries.of(known.of);
    const { delivery, audit, nextAt } = keep(deliveryOf(deliveries, about));
    const written = await ports.commit({
      deliveries: noteDelivery(deliveries, delivery),
      ...(audit.length === 0 ? {} : { audit }),
      ...(nextAt === undefined ? { outboxDone: [work.outboxId] } : {}),
    });
    if (written === 'conflict') continue;
    if (nextAt !== undefined) await ports.outbox.attempted(work, ports.clock.now(), nextAt);
    return;
  }
}
