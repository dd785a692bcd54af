import { type Instant, SECOND } from '#domain/lib/time';
import { beginRound, type ListRound } from '#domain/projection/list-round';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Outbox, OutboxEntry } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { type CheckListsPorts, goOn } from './check-lists';

export interface RebuildListsPorts extends CheckListsPorts {
  readonly commit: Commit;
  readonly outbox: Outbox;
  readonly queue: WorkQueue;
  readonly ids: IdSource;
}

/** One promise, however often somebody asks: a round that goes on begins anew, and is one. */
const PROMISE = 'lists';
/** Where what goes on at once was lost on the way, the sweep pushes it again. */
const PUSHED_AGAIN = 30 * SECOND;
/** No page takes as long, so that a run ends between two. */
const FOR_A_PAGE = 30 * SECOND;

/** An admin has all lists made from the requests again: from the first request on, in parts, by the queue. */
export async function rebuildLists(ports: RebuildListsPorts): Promise<ListRound> {
  const at = ports.clock.now();
  const round = beginRound(at, true);
  await ports.listRounds.keep(round);
  const promise = { ...promiseWork(ports.ids, at, { kind: 'checkLists' }), id: PROMISE };
  await ports.commit({ outbox: [promise] });
  await pushPromised(ports, [promise]);
  return round;
}

/** A part of it: as far as the time reaches. The rest is another run's, or the next sweep's. */
export async function goOnRebuilding(
  ports: RebuildListsPorts,
  { id, item, claimedUntil }: OutboxEntry,
  deadline: Instant,
): Promise<void> {
  const round = await ports.listRounds.current();
  if (round === undefined || round.endedAt !== undefined) return ports.outbox.done(id);
  const mayGoOn = () => ports.clock.now() + FOR_A_PAGE < deadline;
  const after = await goOn(ports, round, PAGES_OF_A_RUN, mayGoOn);
  if (after.endedAt !== undefined) return ports.outbox.done(id);
  const now = ports.clock.now();
  await ports.outbox.defer({ outboxId: id, claimedUntil }, now, now + PUSHED_AGAIN);
  await ports.queue.push([{ outboxId: id, item }], { bulk: true });
}

/** An entry is claimed for two minutes: a part is well within them. */
const PAGES_OF_A_RUN = 20;
