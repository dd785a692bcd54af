import type { Holding } from '#domain/holding/holding';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { Log } from '#ports/log';
import type { WorkItem, WorkQueue } from '#ports/work-queue';

export interface PromiseEndsPorts {
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** What ends within one of these is ended together, when it is over. */
const SLOT = 20 * SECOND;
/** doc: Forge async events: an event waits at most 900 seconds; the sweep comes three times in that. */
export const AHEAD = 15 * MINUTE - 30 * SECOND;
/** Left undone this long, the sweep pushes it again. */
const PUSHED_AGAIN_AFTER = 2 * MINUTE;

/**
 * Sees to it that what is due by then is ended then: one event for each slot of time, however often it
 * is asked for. What can't be pushed is pushed by the sweep.
 */
export function promiseEnds(ports: PromiseEndsPorts, due: Instant): Promise<void> {
  const now = ports.clock.now();
  const at = due > now ? slotEnd(due) : now;
  // What is due already belongs to the slot that was over last: its event takes all that is due.
  return promise(ports, `ends.${Math.floor(at / SLOT)}`, { kind: 'endDue' }, at);
}

/** What could not be ended is tried again, and told of, when it is time: not when a sweep comes by. */
export async function promiseTries(
  ports: PromiseEndsPorts,
  holdings: readonly Holding[],
): Promise<void> {
  const until = ports.clock.now() + AHEAD;
  const tries = holdings.flatMap(({ work }) =>
    work.state === 'stuck' && work.nextTryAt <= until ? slotEnd(work.nextTryAt) : [],
  );
  for (const at of new Set(tries)) await promiseEnds(ports, at);
}

/**
 * The same, of what waits for the connection or the site too, whatever its pause: it works again, and what is
 * late is not to wait on.
 */
export function promiseWokenEnds(ports: PromiseEndsPorts): Promise<void> {
  const now = ports.clock.now();
  const item = { kind: 'endDue', woken: true } as const;
  return promise(ports, `ends.woken.${Math.floor(now / SLOT)}`, item, now);
}

async function promise(
  ports: PromiseEndsPorts,
  id: string,
  item: Extract<WorkItem, { kind: 'endDue' }>,
  at: Instant,
): Promise<void> {
  const entry = {
    id,
    item,
    dueAt: at + PUSHED_AGAIN_AFTER,
    bulk: false,
    claimedUntil: 0,
    attempts: 0,
  };
  if ((await ports.commit({ outbox: [entry] })) === 'conflict') return;
  try {
    const delaySeconds = Math.ceil((at - ports.clock.now()) / SECOND);
    await ports.queue.push([{ outboxId: id, item }], delaySeconds > 0 ? { delaySeconds } : {});
  } catch (error) {
    ports.log.warn('The queue did not take an event of ends; the sweep will push it again', {
      reason: error instanceof Error ? error.message : 'unknown',
    });
  }
}

export function slotEnd(due: Instant): Instant {
  return Math.ceil(due / SLOT) * SLOT;
}
