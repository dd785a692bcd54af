import type { Instant } from '#domain/lib/time';
import {
  afterLook,
  endingOf,
  type IssueFound,
  isToLook,
  unlessPast,
  type WatchedIssue,
  type WatchedRequest,
  withoutEnded,
} from '#domain/watched-issue/watched-issue';
import type { HostAsApp } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';
import { eachAlone } from '../sweep/each-alone';
import { type CloseOfDeletedPorts, closeOfDeleted } from './close-of-deleted';
import { type EndWithIssuePorts, endWithIssue, isAnythingWaiting } from './end-with-issue';
import type { WatchPorts } from './watch-issue';

export interface LookAtIssuePorts extends WatchPorts, EndWithIssuePorts, CloseOfDeletedPorts {
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
  try {
    return await endWhatEnds(ports, look);
  } finally {
    if (look.isDeleted === true) await closeOfDeleted(ports, look.issueId);
  }
}

async function endWhatEnds(ports: LookAtIssuePorts, look: Look): Promise<boolean> {
  const { issueId } = look;
  const before = await ports.watchedIssues.get(issueId);
  if (before === undefined) return false;
  const found = isToLook(before) ? await findIssue(ports, look) : 'open';
  const seen = await change(ports, issueId, (watched, at) => afterLook(watched, found, at));
  if (seen === undefined) return false;
  const waiting = endingOf(seen);
  const open = seen.requests.filter(({ over }) => over === undefined);
  const ended = new Set<string>();
  const failures: unknown[] = [];
  const of = new Map(seen.requests.map((one) => [one.requestId, one]));
  const looked = look.isRound === true ? [...waiting, ...open] : waiting;
  // What fails of one keeps none of the others.
  await eachAlone(
    ports,
    looked.map(({ requestId }) => requestId),
    async (id) => {
      const one = of.get(id);
      const isOver = one !== undefined && (await isOverFor(ports, issueId, one));
      if (isOver) ended.add(id);
      return isOver;
    },
    async (_, error) => {
      failures.push(error);
    },
  );
  if (ended.size > 0) {
    await change(ports, issueId, (watched, at) => withoutEnded(watched, ended, at));
  }
  for (const error of failures) throw error;
  return waiting.length > 0;
}

/** Whether nothing of the request waits for the work item any more: where that is over, as it is written so now. */
async function isOverFor(
  ports: LookAtIssuePorts,
  issueId: string,
  one: WatchedRequest,
): Promise<boolean> {
  return one.over === undefined
    ? !(await isAnythingWaiting(ports, issueId, one))
    : endWithIssue(ports, issueId, one);
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
