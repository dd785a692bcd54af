import type { Lateness } from '#domain/grant/lateness';
import type { StuckCause } from '#domain/grant/stuck-cause';
import { lastingGrant } from '#domain/holding/holding';
import { overdueCause } from '#domain/holding/overdue';
import { asNotTold, type PassEnd } from '#domain/holding/pass';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import { PlatformFailure } from '#ports/platform-failure';
import type { WorkQueue } from '#ports/work-queue';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

/** Somebody is to be told of what is overdue, or missing. */
interface Notice {
  readonly about: Lateness;
  readonly requestId: string;
  readonly whom: 'approver' | 'workItem' | 'admins';
  readonly cause: StuckCause;
}

export interface PromiseNoticesPorts {
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  /** What this run has promised already: a request is told of once, whatever of it is overdue. */
  readonly noticesPromised: Set<string>;
}

/**
 * Promises what the ends say is to be told, before the holdings say that it was: a run that dies in between promises it
 * again, and who has been told is not told twice. The other way round, nobody would be. Each notice by itself: answers
 * the ends as they are to be written, which do not say that it was told where the store does not take its promise.
 */
export async function promiseNotices(
  ports: PromiseNoticesPorts,
  ends: readonly PassEnd[],
): Promise<readonly PassEnd[]> {
  const notPromised = new Set<string>();
  for (const notice of ends.flatMap(noticesOf)) {
    const once = nameOf(notice);
    if (ports.noticesPromised.has(once) || notPromised.has(once)) continue;
    if (await tryToPromise(ports, notice)) ports.noticesPromised.add(once);
    else notPromised.add(once);
  }
  if (notPromised.size === 0) return ends;
  const isLeft = (end: PassEnd) => noticesOf(end).some((one) => notPromised.has(nameOf(one)));
  return ends.map((end) => (isLeft(end) ? asNotTold(end) : end));
}

async function tryToPromise(ports: PromiseNoticesPorts, notice: Notice): Promise<boolean> {
  const entry = entryOf(ports, notice);
  try {
    // Another run may have promised the same.
    if ((await ports.commit({ outbox: [entry] })) === 'conflict') return true;
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    ports.log.error('That access is not as it was approved could not be promised to be told', {
      outboxId: entry.id,
      reason: error.message,
    });
    return false;
  }
  await pushPromised(ports, [entry]);
  return true;
}

/** Whom to tell of it: approvers of the request that gave it last, and admins; later the work item. */
function noticesOf({ holding, notice }: PassEnd): Notice[] {
  const requestId = lastingGrant(holding)?.requestId;
  if (requestId === undefined) return [];
  const of = { about: notice.about, requestId, cause: overdueCause(holding) };
  return [
    ...(notice.approver ? (['approver', 'admins'] as const).map((whom) => ({ ...of, whom })) : []),
    ...(notice.workItem ? [{ ...of, whom: 'workItem' as const }] : []),
  ];
}

/** Approvers are told for each request, admins for each cause. */
function nameOf({ about, requestId, whom, cause }: Notice): string {
  return whom === 'admins' ? `${about} ${whom} ${cause}` : `${about} ${whom} ${requestId}`;
}

function entryOf({ ids, clock }: PromiseNoticesPorts, { about, requestId, whom, cause }: Notice) {
  const at = clock.now();
  if (whom === 'admins') return promiseAdminNotice(ids, at, { about, cause, requestId });
  // One promise for one thing: two at once would each find that nobody was told.
  const id = `${about}.${requestId}.${whom}`;
  const kind = about === 'overdue' ? 'notifyOverdue' : 'notifyMissing';
  const item = { kind, requestId, whom, cause, mark: ids.next() } as const;
  return { ...promiseWork(ids, at, item), id };
}
