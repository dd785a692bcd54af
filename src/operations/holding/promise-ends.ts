import type { Holding } from '#domain/holding/holding';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import { CLAIM, CLAIM_OF_ENDS } from '#domain/promise/promise';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { Log } from '#ports/log';
import type { Outbox } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import type { WorkItem, WorkQueue } from '#ports/work-queue';

export interface PromiseEndsPorts {
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** What ends within one of these is ended together, when it is over. */
const SLOT = 10 * SECOND;
/** doc: Forge async events: an event waits at most 900 seconds; the sweep comes three times in that. */
export const AHEAD = 15 * MINUTE - 30 * SECOND;
/** Left undone this long, the sweep pushes it again. */
const PUSHED_AGAIN_AFTER = 2 * MINUTE;

/**
 * Sees to it that what is due by then is ended then: one event for each slot of time, however often it
 * is asked for.
 */
export async function promiseEnds(ports: PromiseEndsPorts, due: Instant): Promise<void> {
  await pushPatiently(ports, await promiseSlots(ports, [due]));
}

/** A query may be behind by as long: what is written a moment before is not found by it. */
const BEHIND = 40 * SECOND;

/**
 * The same of what is due as soon as it is written, now or just before: it is looked for again once a query that is behind
 * shows it, or it would wait for the next sweep.
 */
export async function promiseJustDue(ports: PromiseEndsPorts): Promise<void> {
  const now = ports.clock.now();
  await pushPatiently(ports, await promiseSlots(ports, [now, now + BEHIND]));
}

/**
 * The same of what is only being given, and may be due before the next sweep comes: of the rest, the sweeps before it
 * is due see to it.
 */
export async function promiseEarlyEnds(
  ports: PromiseEndsPorts,
  dues: readonly Instant[],
): Promise<void> {
  const until = ports.clock.now() + AHEAD;
  const early = dues.filter((due) => due <= until);
  if (early.length > 0) await pushPatiently(ports, await promiseSlots(ports, early));
}

/**
 * The same for the sweep, which pushes what was promised before and nobody has begun once more: the queue may
 * have lost it, and an event too many finds nothing to do. So no end waits for a sweep that comes after it is due.
 */
export async function promiseEndsAgain(
  ports: PromiseEndsPorts & { readonly outbox: Outbox },
  dues: readonly Instant[],
): Promise<void> {
  const again: Promised[] = [];
  const isOpen = async (id: string) => {
    const entry = await ifUnreadable(ports.outbox.get(id), 'unreadable');
    // Its event sees to it that another takes its place.
    if (entry === 'unreadable') return true;
    return entry?.claimedUntil === 0 && entry.attempts === 0;
  };
  const promised = await promiseSlots(ports, dues, async (one) => {
    if (await isOpen(one.id)) again.push(one);
  });
  await pushPatiently(ports, [...promised, ...again]);
}

/** What is due already belongs to the slot that was over last: its event takes all that is due. */
async function promiseSlots(
  ports: PromiseEndsPorts,
  dues: readonly Instant[],
  known: (one: Promised) => Promise<void> = async () => undefined,
): Promise<readonly Promised[]> {
  const now = ports.clock.now();
  const instants = new Set(dues.map((due) => (due > now ? slotEnd(due) : now)));
  const promised: Promised[] = [];
  const failures: unknown[] = [];
  for (const at of instants) {
    try {
      const { one, isNew } = await promiseAbout(ports, at);
      if (isNew) promised.push(one);
      else await known(one);
    } catch (error) {
      failures.push(error);
    }
  }
  // Those that were promised are pushed all the same.
  if (failures.length > 0) await pushPatiently(ports, promised);
  for (const error of failures) throw error;
  return promised;
}

/** One that the store does not take keeps none of the others, and the next slot takes its place. */
async function promiseAbout(
  ports: PromiseEndsPorts,
  at: Instant,
): Promise<{ readonly one: Promised; readonly isNew: boolean }> {
  const one = promiseAt(at);
  try {
    return { one, isNew: await promise(ports, one) };
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    ports.log.error('A promise of ends was not taken', { outboxId: one.id, reason: error.message });
    const next = promiseAt(slotEnd(at + 1));
    return { one: next, isNew: await promise(ports, next) };
  }
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
  await pushPatiently(ports, await promiseSlots(ports, tries));
}

/**
 * The same, of what waits for the connection or the site too, whatever its pause: it works again, and what is
 * late is not to wait on.
 */
export async function promiseWokenEnds(ports: PromiseEndsPorts): Promise<void> {
  const one = promiseAt(ports.clock.now(), true);
  if (await promise(ports, one)) await pushPatiently(ports, [one]);
}

/**
 * A promise was due and can't be read, or written. If it was one of ends, as its name says, the next slot takes its place: what
 * was to end then is not to wait until an admin has seen to the record, nor for a sweep.
 */
export async function promiseEndsInstead(ports: PromiseEndsPorts, id: string): Promise<void> {
  if (!isOfEnds(id)) return;
  const one = promiseAt(slotEnd(ports.clock.now() + 1), id.startsWith(WOKEN));
  if (await promise(ports, one)) await pushPatiently(ports, [one]);
}

/** How long a run has the promise of that name. */
export function claimFor(id: string): number {
  return isOfEnds(id) ? CLAIM_OF_ENDS : CLAIM;
}

export const isOfEnds = (id: string): boolean => id.startsWith(ENDS);

const ENDS = 'ends.';
const WOKEN = `${ENDS}woken.`;

/** One for each slot, by its name; `woken` ones apart. */
function promiseAt(at: Instant, woken = false): Promised {
  const slot = Math.floor(at / SLOT);
  return woken
    ? { id: `${WOKEN}${slot}`, item: { kind: 'endDue', woken }, at }
    : { id: `${ENDS}${slot}`, item: { kind: 'endDue' }, at };
}

interface Promised {
  readonly id: string;
  readonly item: Extract<WorkItem, { kind: 'endDue' }>;
  readonly at: Instant;
}

/** False where it is promised already. */
async function promise(ports: PromiseEndsPorts, { id, item, at }: Promised): Promise<boolean> {
  const entry = {
    id,
    item,
    dueAt: at + PUSHED_AGAIN_AFTER,
    bulk: false,
    claimedUntil: 0,
    attempts: 0,
  };
  return (await ports.commit({ outbox: [entry] })) === 'committed';
}

/** What the queue does not take is pushed again after these, all of it together; then by the sweep. */
const PAUSES = [SECOND, 2 * SECOND, 4 * SECOND];

async function pushPatiently(
  ports: PromiseEndsPorts,
  promised: readonly Promised[],
): Promise<void> {
  let left = promised;
  for (const pause of [0, ...PAUSES]) {
    if (left.length === 0) return;
    if (pause > 0) await ports.clock.sleep(pause);
    const refused: Promised[] = [];
    for (const one of left) if (!(await tryToPush(ports, one))) refused.push(one);
    left = refused;
  }
}

async function tryToPush(ports: PromiseEndsPorts, { id, item, at }: Promised): Promise<boolean> {
  try {
    const delaySeconds = Math.ceil((at - ports.clock.now()) / SECOND);
    await ports.queue.push([{ outboxId: id, item }], delaySeconds > 0 ? { delaySeconds } : {});
    return true;
  } catch (error) {
    ports.log.warn('The queue did not take an event of ends', {
      reason: error instanceof Error ? error.message : 'unknown',
    });
    return false;
  }
}

/** When the promise of that name was to be done; 0 for one of another kind. */
export function promisedFor(id: string): Instant {
  return Number(/^ends\.(?:woken\.)?(\d+)$/.exec(id)?.[1] ?? 0) * SLOT;
}

export function slotEnd(due: Instant): Instant {
  return Math.ceil(due / SLOT) * SLOT;
}
