import type { CheckFinding } from '#domain/installation/installation-check';
import { SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Outbox } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';

/** Within the time that a call of a screen has (doc: Forge invocation limits). */
const PATIENCE = 15 * SECOND;

export interface TryQueuePorts {
  readonly commit: Commit;
  readonly outbox: Outbox;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Whether the queue takes an event, and delivers it: a promise that was kept is gone from the outbox. */
export async function tryQueue(ports: TryQueuePorts): Promise<CheckFinding> {
  const { clock, outbox } = ports;
  const begun = clock.now();
  const entry = promiseWork(ports.ids, begun, { kind: 'tryQueue' });
  await ports.commit({ outbox: [entry] });
  await ports.queue.push([{ outboxId: entry.id, item: entry.item }]);
  while (clock.now() - begun < PATIENCE) {
    await clock.sleep(SECOND);
    if ((await outbox.get(entry.id)) === undefined) return { finding: 'asExpected' };
  }
  return { finding: 'differs' };
}
