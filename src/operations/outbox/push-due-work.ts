import { isToTell, pauseAfterPush, stateOf } from '#domain/promise/promise';
import type { Asides } from '#ports/asides';
import type { Clock } from '#ports/clock';
import type { Log } from '#ports/log';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { eachAlone } from '../sweep/each-alone';
import { workOff } from '../sweep/work-off';
import { pushPromised } from './push-promised';

const AT_ONCE = 100;
const DIED = 'Its runs end without a word';

/**
 * Pushes again what was promised and is not done: lost by the queue, or left by a run that died. Each is
 * put off before it is pushed, for longer each time, so that the same ones never fill a page. What is left by its
 * runs again and again is tried ever more rarely, never given up, and shown to admins.
 */
export function pushDueWork(
  ports: {
    readonly outbox: Outbox;
    readonly asides: Asides;
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
      // A page can take long where the store does: what is left of it is due in the next sweep as well.
      if (!mayGoOn()) return false;
      // The query may be behind: what is done by now must not be pushed again.
      const entry = await ports.outbox.get(id);
      if (entry === undefined || entry.dueAt > now) return false;
      // First the time, then the push. A run may claim it meanwhile: what it has is its own.
      if (!(await ports.outbox.putOff(entry, now + pauseAfterPush(entry)))) return false;
      open.push(entry);
      // A run that fails tells of it by itself.
      if (stateOf(entry, now).state === 'left' && isToTell(entry)) {
        const record = { kind: 'outbox', key: `outbox:${id}` } as const;
        await ports.asides.noteFailing(record, DIED, now);
      }
      return true;
    });
    await pushPromised(ports, open);
    return open.length;
  };
  return workOff(() => ports.outbox.due(now, AT_ONCE), pushPage, mayGoOn);
}
