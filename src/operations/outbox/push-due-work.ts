import type { Clock } from '#ports/clock';
import type { Log } from '#ports/log';
import type { Outbox } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { PUSH_AGAIN_AFTER } from './promise-work';
import { pushPromised } from './push-promised';

const AT_ONCE = 100;

/** Pushes again what was promised and is not done: lost by the queue, or left by a run that died. */
export async function pushDueWork(ports: {
  readonly outbox: Outbox;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<number> {
  const now = ports.clock.now();
  const due = await ports.outbox.due(now, AT_ONCE);
  // The query may be behind: what is done by now must not be pushed again.
  const open = (await Promise.all(due.map(({ id }) => ports.outbox.get(id)))).flatMap(
    (entry) => entry ?? [],
  );
  // First the time, then the push: deferring lets go of a claim that the pushed run may have made.
  await Promise.all(open.map(({ id }) => ports.outbox.defer(id, now + PUSH_AGAIN_AFTER)));
  await pushPromised(ports, open);
  return open.length;
}
