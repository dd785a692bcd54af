import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { WatchedIssueStore } from '#ports/watched-issue-store';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

interface NotePorts {
  readonly watchedIssues: Pick<WatchedIssueStore, 'get'>;
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/**
 * Jira tells that a work item was changed, or deleted: one with which access is to end is looked at. Of all others, that is one reading
 * by key. What Jira told is no proof: what it shows then counts.
 */
export async function noteChange(
  ports: NotePorts,
  { issueId, isDeleted }: { readonly issueId: string; readonly isDeleted: boolean },
): Promise<void> {
  if ((await ports.watchedIssues.get(issueId)) === undefined) return;
  const item = {
    kind: 'lookAtIssue',
    issueId,
    ...(isDeleted ? { isDeleted: true as const } : {}),
  } as const;
  const entry = promiseWork(ports.ids, ports.clock.now(), item);
  if ((await ports.commit({ outbox: [entry] })) === 'committed') await pushPromised(ports, [entry]);
}
