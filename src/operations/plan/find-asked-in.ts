import type { Ask } from '#domain/action/ask';
import { asksWhichProject } from '#domain/policy/judge-project';
import type { Policy } from '#domain/policy/policy';
import type { IssueRef } from '#domain/request/access-request';
import type { HostAsApp } from '#ports/host-jira';
import { SiteFailure } from '#ports/site-failure';

export interface AskedInPorts {
  readonly hostAsApp: Pick<HostAsApp, 'issue'>;
}

/**
 * The project that the work item is in now, where a rule has to know it: it may have been moved since. Not known where
 * there is none any more, or the app can't see it. `afresh`: effects stand on it. Throws SiteFailure where Jira only does not tell just now.
 */
export async function findAskedIn(
  { hostAsApp }: AskedInPorts,
  policy: Policy,
  ask: Ask,
  issue: Pick<IssueRef, 'id'>,
  { afresh = false }: { readonly afresh?: boolean } = {},
): Promise<{ readonly askedIn?: string }> {
  const about = ask.changes.map(({ entitlement }) => entitlement);
  if (!asksWhichProject(policy, about)) return {};
  try {
    const found = await hostAsApp.issue(issue.id, { afresh });
    return found === undefined ? {} : { askedIn: found.projectId };
  } catch (error) {
    if (!(error instanceof SiteFailure) || error.retryable) throw error;
    return {};
  }
}
