import type { Instant } from '#domain/lib/time';
import {
  afterLook,
  endingOf,
  type IssueFound,
  isToLook,
  unlessPast,
  type WatchedIssue,
  withoutEnded,
} from '#domain/watched-issue/watched-issue';
import type { HostAsApp } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';
import { type EndWithIssuePorts, endWithIssue, isAnythingWaiting } from './end-with-issue';
import type { WatchPorts } from './watch-issue';

export interface LookAtIssuePorts extends WatchPorts, EndWithIssuePorts {
  readonly hostAsApp: Pick<HostAsApp, 'issue'>;
}

/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 6;

interface Look {
  readonly issueId: string;
  /** Jira has told that it was deleted. */
  readonly isDeleted?: boolean;
  /** What else is found out of it, so that nothing is looked at for which nothing waits. */
  readonly isRound?: boolean;
}

/**
 * Looks at a work item with which access is to end, and has that end once it is done, or was deleted. What Jira does not show may be
 * hidden from the app as well: it ends nothing, unless Jira has told that it was deleted. Throws SiteFailure where Jira only does not
 * tell just now; in the round, that is noted, and looked at again after a longer pause.
 */
export async function lookAtIssue(ports: LookAtIssuePorts, look: Look): Promise<boolean> {
  const { issueId } = look;
  const before = await ports.watchedIssues.get(issueId);
  if (before === undefined) return false;
  const found = isToLook(before) ? await findIssue(ports, look) : 'open';
  const over = await change(ports, issueId, (watched, at) => afterLook(watched, found, at));
  const waiting = over === undefined ? [] : endingOf(over);
  const ended = new Set<string>();
  for (const one of waiting) if (await endWithIssue(ports, issueId, one)) ended.add(one.requestId);
  if (look.isRound === true && over !== undefined) {
    for (const one of over.requests) {
      if (one.over === undefined && !(await isAnythingWaiting(ports, issueId, one))) {
        ended.add(one.requestId);
      }
    }
  }
  if (ended.size > 0) {
    await change(ports, issueId, (watched, at) => withoutEnded(watched, ended, at));
  }
  return waiting.length > 0;
}

async function findIssue(
  { hostAsApp }: LookAtIssuePorts,
  { issueId, isDeleted = false, isRound = false }: Look,
): Promise<IssueFound> {
  try {
    const issue = await hostAsApp.issue(issueId, { afresh: true });
    if (issue === undefined) return isDeleted ? 'deleted' : 'notKnown';
    if (issue.isDone === undefined) return 'notKnown';
    return issue.isDone ? 'done' : 'open';
  } catch (error) {
    const isNoted = error instanceof SiteFailure && (isRound || !error.retryable);
    if (!isNoted) throw error;
    return 'notKnown';
  }
}

/** As it stands when it is written. Answers what was written; undefined where nobody has to know it any more. */
async function change(
  ports: WatchPorts,
  issueId: string,
  next: (watched: WatchedIssue, at: Instant) => WatchedIssue,
): Promise<WatchedIssue | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const current = await ports.watchedIssues.get(issueId);
    if (current === undefined) return undefined;
    const at = ports.clock.now();
    const written = unlessPast(next(current, at), at);
    const isWritten = await ports.commit({
      watchedIssue: written ?? { removed: current },
    });
    if (isWritten === 'committed') return written;
  }
  return undefined;
}
