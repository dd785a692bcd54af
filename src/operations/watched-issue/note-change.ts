import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import type { WatchedIssueStore } from '#ports/watched-issue-store';
import type { WorkQueue } from '#ports/work-queue';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

interface NotePorts {
  readonly watchedIssues: Pick<WatchedIssueStore, 'get'>;
  readonly requests: Pick<RequestStore, 'ofIssue'>;
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/**
 * Jira tells that a work item was changed, or deleted: one with which access is to end is looked at, and one that is deleted while something is asked
 * for in it. Of all others, that is one reading by key, or two. What Jira told is no proof: what it shows then counts.
 */
export async function noteChange(
  ports: NotePorts,
  { issueId, isDeleted }: { readonly issueId: string; readonly isDeleted: boolean },
): Promise<void> {
  const isOurs =
    (await ports.watchedIssues.get(issueId)) !== undefined ||
    (isDeleted && (await isAskedIn(ports, issueId)));
  if (!isOurs) return;
  const item = {
    kind: 'lookAtIssue',
    issueId,
    ...(isDeleted ? { isDeleted: true as const } : {}),
  } as const;
  const entry = promiseWork(ports.ids, ports.clock.now(), item);
  if ((await ports.commit({ outbox: [entry] })) === 'committed') await pushPromised(ports, [entry]);
}

async function isAskedIn(
  { requests }: Pick<NotePorts, 'requests'>,
  issueId: string,
): Promise<boolean> {
  const page = await requests.ofIssue(issueId, undefined, 1);
  return page.requests.length + page.unreadable > 0;
}
