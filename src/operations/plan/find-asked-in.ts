import type { Ask } from '#domain/action/ask';
import { asksWhichProject } from '#domain/policy/judge-project';
import type { Policy } from '#domain/policy/policy';
import type { AccessRequest, IssueRef } from '#domain/request/access-request';
import type { Term } from '#domain/term/term';
import { overFor } from '#domain/watched-issue/watched-issue';
import type { HostAsApp } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';
import type { WatchedIssueStore } from '#ports/watched-issue-store';

export interface AskedInPorts {
  readonly hostAsApp: Pick<HostAsApp, 'issue'>;
  readonly watchedIssues: Pick<WatchedIssueStore, 'get'>;
}

/** What it is about: where it was asked, for how long, and which request that is, where there is one. */
export interface AskedWhere {
  readonly issue: Pick<IssueRef, 'id'>;
  readonly term: Term;
  readonly requestId?: string;
}

/** The same of a request that was made. */
export const askedWhere = ({ id, issue, term }: Pick<AccessRequest, 'id' | 'issue' | 'term'>) =>
  ({ issue, term, requestId: id }) satisfies AskedWhere;

interface AskedIn {
  readonly askedIn?: string;
  readonly workItem?: 'open' | 'over';
}

/**
 * The project that the work item is in now, where a rule has to know it: it may have been moved since; and whether it is done, where
 * access is to end with it. Not known where there is none any more, or the app can't see it. `afresh`: effects stand on it.
 * Throws SiteFailure where Jira only does not tell just now.
 */
export async function findAskedIn(
  { hostAsApp, watchedIssues }: AskedInPorts,
  policy: Policy,
  ask: Ask,
  { issue, term, requestId }: AskedWhere,
  { afresh = false }: { readonly afresh?: boolean } = {},
): Promise<AskedIn> {
  const about = ask.changes.map(({ entitlement }) => entitlement);
  const endsWithIt = term.kind === 'workItem';
  if (!endsWithIt && !asksWhichProject(policy, about)) return {};
  // It was over once: whoever opens it again gives nothing back.
  const wasOver =
    endsWithIt &&
    requestId !== undefined &&
    overFor(await watchedIssues.get(issue.id), requestId) !== undefined;
  try {
    const found = await hostAsApp.issue(issue.id, { afresh });
    if (found === undefined) return wasOver ? { workItem: 'over' } : {};
    const isOver = wasOver || found.isDone;
    return {
      askedIn: found.projectId,
      ...(isOver === undefined ? {} : { workItem: isOver ? 'over' : 'open' }),
    };
  } catch (error) {
    if (!(error instanceof SiteFailure) || error.retryable) throw error;
    return wasOver ? { workItem: 'over' } : {};
  }
}
