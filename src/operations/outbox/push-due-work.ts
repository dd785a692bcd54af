import { pauseOfTry } from '#domain/lib/growing-pause';
import { HOUR } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Log } from '#ports/log';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { eachAlone } from '../sweep/each-alone';
import { workOff } from '../sweep/work-off';
import { PUSH_AGAIN_AFTER } from './promise-work';
import { pushPromised } from './push-promised';

const AT_ONCE = 100;
/** Work whose runs die without a word is tried ever more rarely, and never given up. */
const LONGEST_PAUSE = HOUR;

/**
 * Pushes again what was promised and is not done: lost by the queue, or left by a run that died. Each is
 * put off before it is pushed, for longer each time, so that the same ones never fill a page.
 */
export function pushDueWork(
  ports: {
    readonly outbox: Outbox;
    readonly queue: WorkQueue;
    readonly clock: Clock;
    readonly log: Log;
  },
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const now = ports.clock.now();
  const pushPage = async (ids: readonly string[]) => {
    const open: OutboxEntry[] = [];
    await eachAlone(ports, ids, async (id) => {
      // The query may be behind: what is done by now must not be pushed again.
      const entry = await ports.outbox.get(id);
      if (entry === undefined || entry.dueAt > now) return false;
      const pause = pauseOfTry(entry.attempts, PUSH_AGAIN_AFTER, LONGEST_PAUSE);
      // First the time, then the push. A run may claim it meanwhile: what it has is its own.
      if (!(await ports.outbox.putOff(entry, now + pause))) return false;
      return open.push(entry) > 0;
    });
    await pushPromised(ports, open);
    return open.length;
  };
  return workOff(() => ports.outbox.due(now, AT_ONCE), pushPage, mayGoOn);
}
