import { type Instant, SECOND } from '#domain/lib/time';
import type { Outbox } from '#ports/outbox';
import type { Allowance } from '../effects/allowance';
import { promiseWokenEnds } from '../holding/promise-ends';
import { endDue } from './end-due';
import type { SettlePorts } from './settle-ports';

export interface CarryOutEndsPorts extends Omit<SettlePorts, 'noticesPromised'> {
  readonly outbox: Outbox;
}

const LOOK_AGAIN_AFTER = 30 * SECOND;

/** Ends what is due, and goes on in another event where this one has no time left for all of it. */
export async function carryOutEnds(
  ports: CarryOutEndsPorts,
  work: { readonly outboxId: string; readonly woken: boolean; readonly allowance: Allowance },
): Promise<void> {
  const { left, more, recovered } = await endDue({ ...ports, noticesPromised: new Set() }, work);
  // A run that was woken has looked at all of them already.
  if (recovered && !work.woken) await promiseWokenEnds(ports);
  if (!left && !more) return ports.outbox.done(work.outboxId);
  const next: Instant = ports.clock.now() + LOOK_AGAIN_AFTER;
  await ports.outbox.defer(work.outboxId, next);
  await ports.queue.push(
    [{ outboxId: work.outboxId, item: { kind: 'endDue' } }],
    more ? {} : { delaySeconds: LOOK_AGAIN_AFTER / SECOND },
  );
}
