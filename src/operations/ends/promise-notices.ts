import type { StuckCause } from '#domain/grant/stuck-cause';
import { lastingGrant } from '#domain/holding/holding';
import { overdueCause } from '#domain/holding/overdue';
import type { TurnEnd } from '#domain/holding/turn';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { WorkQueue } from '#ports/work-queue';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

/** Somebody is to be told of what is overdue. */
export interface Notice {
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

/** Whom to tell of it: approvers of the request that gave it last, and admins; later the work item. */
export function noticesOf({ holding, notice }: TurnEnd): Notice[] {
  const requestId = lastingGrant(holding)?.requestId;
  if (requestId === undefined) return [];
  const cause = overdueCause(holding);
  return [
    ...(notice.approver
      ? (['approver', 'admins'] as const).map((whom) => ({ requestId, whom, cause }))
      : []),
    ...(notice.workItem ? [{ requestId, whom: 'workItem' as const, cause }] : []),
  ];
}

/**
 * Promises it before the holdings say that it was told: a run that dies in between promises it again, and
 * who has been told is not told twice. The other way round, nobody would be.
 */
export async function promiseNotices(
  ports: PromiseNoticesPorts,
  notices: readonly Notice[],
): Promise<void> {
  for (const notice of notices) {
    const once = nameOf(notice);
    if (ports.noticesPromised.has(once)) continue;
    ports.noticesPromised.add(once);
    const entry = entryOf(ports, notice);
    // Another run may have promised the same.
    if ((await ports.commit({ outbox: [entry] })) === 'conflict') continue;
    await pushPromised(ports, [entry]);
  }
}

/** Approvers are told for each request, admins for each cause. */
function nameOf({ requestId, whom, cause }: Notice): string {
  return whom === 'admins' ? `${whom} ${cause}` : `${whom} ${requestId}`;
}

function entryOf({ ids, clock }: PromiseNoticesPorts, { requestId, whom, cause }: Notice) {
  const at = clock.now();
  if (whom === 'admins') return promiseAdminNotice(ids, at, { about: 'overdue', cause, requestId });
  // One promise for one thing: two at once would each find that nobody was told.
  const id = `overdue.${requestId}.${whom}`;
  const item = { kind: 'notifyOverdue', requestId, whom, cause, mark: ids.next() } as const;
  return { ...promiseWork(ids, at, item), id };
}
