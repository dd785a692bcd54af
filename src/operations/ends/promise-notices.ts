import type { StuckCause } from '#domain/grant/stuck-cause';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

/** Somebody is to be told of what is overdue. */
export interface Notice {
  readonly requestId: string;
  readonly whom: 'approver' | 'workItem';
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
 * Promises it before the holdings say that it was told: a run that dies in between promises it again, and
 * who has been told is not told twice. The other way round, nobody would be.
 */
export async function promiseNotices(
  ports: PromiseNoticesPorts,
  notices: readonly Notice[],
): Promise<void> {
  for (const notice of notices) {
    const once = `${notice.requestId} ${notice.whom}`;
    if (ports.noticesPromised.has(once)) continue;
    ports.noticesPromised.add(once);
    const entry = promiseWork(ports.ids, ports.clock.now(), { kind: 'notifyOverdue', ...notice });
    await ports.commit({ outbox: [entry] });
    await pushPromised(ports, [entry]);
  }
}
