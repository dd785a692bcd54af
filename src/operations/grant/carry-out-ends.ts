import { type Instant, SECOND } from '#domain/lib/time';
import type { Outbox } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import type { Allowance } from '../provisioning/allowance';
import { endDue } from './end-due';
import type { Notice, SettlePorts } from './settle-holdings';

export interface CarryOutEndsPorts extends SettlePorts {
  readonly outbox: Outbox;
  readonly queue: WorkQueue;
}

const LOOK_AGAIN_AFTER = 30 * SECOND;

/** Ends what is due, and goes on in another event where this one has no time left for all of it. */
export async function carryOutEnds(
  ports: CarryOutEndsPorts,
  work: { readonly outboxId: string; readonly allowance: Allowance },
): Promise<void> {
  const { left, more, notices } = await endDue(ports, work.allowance);
  await promiseNotices(ports, notices);
  if (!left && !more) return ports.outbox.done(work.outboxId);
  const next: Instant = ports.clock.now() + LOOK_AGAIN_AFTER;
  await ports.outbox.defer(work.outboxId, next);
  await ports.queue.push(
    [{ outboxId: work.outboxId, item: { kind: 'endDue' } }],
    more ? {} : { delaySeconds: LOOK_AGAIN_AFTER / SECOND },
  );
}

/** Once for each request, whatever of it is overdue. */
async function promiseNotices(ports: CarryOutEndsPorts, notices: readonly Notice[]): Promise<void> {
  const once = new Map(notices.map((one) => [`${one.requestId} ${one.whom}`, one]));
  for (const notice of once.values()) {
    const entry = promiseWork(ports.ids, ports.clock.now(), { kind: 'notifyOverdue', ...notice });
    await ports.commit({ outbox: [entry] });
    await pushPromised(ports, [entry]);
  }
}
