import { subjectKey } from '#domain/action/subject';
import { isToTellBeforeEnd } from '#domain/holding/before-end';
import { type Holding, lastingGrant } from '#domain/holding/holding';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { HoldingStore } from '#ports/holding-store';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { OutboxEntry } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

export interface TellBeforeEndsPorts {
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly holdings: HoldingStore;
  readonly queue: WorkQueue;
  readonly log: Log;
}

/** What is promised already and was not begun, or is due already, is among what a look finds: then it looks further. */
const LOOKED_AT = 2_000;
const LOOKED_AT_MOST = 32_000;
/** Requests of which one sweep promises to tell. */
const TOLD = 200;

/**
 * Sees to it that whoever has access, and whoever asked for it, are told that it is about to end. Costs as much as there is
 * to tell, however much runs. Whoever tells of a request writes down that it was told (`notifyBeforeEnd`): until then it is found
 * again, and there is one promise of it.
 */
export async function tellBeforeEnds(ports: TellBeforeEndsPorts): Promise<number> {
  const at = ports.clock.now();
  for (let limit = LOOKED_AT; ; limit *= 2) {
    const found = await ports.holdings.toTell(at, limit);
    const promised = await promiseThem(
      ports,
      found.filter((one) => isToTellBeforeEnd(one, at)),
    );
    if (promised.length > 0 || found.length < limit || limit >= LOOKED_AT_MOST) {
      await pushPromised(ports, promised);
      return promised.length;
    }
  }
}

/** One promise for each request; of somebody who is concerned by several, one at a time, as the first tells of the others. */
async function promiseThem(
  ports: TellBeforeEndsPorts,
  toTell: readonly Holding[],
): Promise<readonly OutboxEntry[]> {
  const promised: OutboxEntry[] = [];
  const told = new Set<string>();
  const byRequest = Map.groupBy(toTell, (one) => lastingGrant(one)?.requestId ?? '');
  for (const [requestId, holdings] of byRequest) {
    const holders = holdings.map(({ subject }) => subjectKey(subject));
    if (holders.some((one) => told.has(one))) continue;
    const entry = promiseOf(ports, requestId);
    if (!(await tryToPromise(ports, entry))) continue;
    promised.push(entry);
    for (const one of holders) told.add(one);
    if (promised.length >= TOLD) break;
  }
  return promised;
}

/** False where it is promised already, and whoever is to tell has not come to it; and where the store does not take it. */
async function tryToPromise(ports: TellBeforeEndsPorts, entry: OutboxEntry): Promise<boolean> {
  try {
    return (await ports.commit({ outbox: [entry] })) === 'committed';
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    ports.log.error('That access is about to end could not be promised to be told', {
      outboxId: entry.id,
      reason: error.message,
    });
    return false;
  }
}

/** By a name of its own, as there is one for each request; its comment is found by what nobody can guess. */
function promiseOf(
  { ids, clock }: Pick<TellBeforeEndsPorts, 'ids' | 'clock'>,
  requestId: string,
): OutboxEntry {
  const item = { kind: 'notifyBeforeEnd', requestId, mark: ids.next() } as const;
  return { ...promiseWork(ids, clock.now(), item), id: `beforeEnd.${requestId}` };
}
