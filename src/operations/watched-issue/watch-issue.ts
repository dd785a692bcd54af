import type { AccessRequest } from '#domain/request/access-request';
import { hasTerm } from '#domain/term/has-term';
import { watchFor } from '#domain/watched-issue/watched-issue';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import { PlatformFailure } from '#ports/platform-failure';
import type { WatchedIssueStore } from '#ports/watched-issue-store';

export interface WatchPorts {
  readonly watchedIssues: WatchedIssueStore;
  readonly commit: Commit;
  readonly clock: Clock;
}

/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 6;

/** Sees to it that what the request gives ends with its work item, where it is to: before anything is given. */
export async function watchIssue(ports: WatchPorts, request: AccessRequest): Promise<void> {
  const { id: requestId, issue, ask, term } = request;
  if (term.kind !== 'workItem' || !hasTerm(ask.changes)) return;
  const watched = { requestId, until: term.at };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const current = await ports.watchedIssues.get(issue.id);
    const next = watchFor(current, issue.id, watched, ports.clock.now());
    if (next === undefined) return;
    if ((await ports.commit({ watchedIssue: next })) === 'committed') return;
  }
  throw new PlatformFailure('WATCHED_ISSUE_BUSY', 'Others write it', true);
}
