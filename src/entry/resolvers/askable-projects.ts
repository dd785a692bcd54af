import type { ReplyError } from '#contract/reply';
import type { ProjectOption, RoleOption } from '#contract/views';
import { allListed, type Listed, mapListed } from '#domain/lib/listed';
import { ok, type Result } from '#domain/lib/result';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { ResolverCall } from '../define';
import { projectOption, roleOption } from '../views/form-view';
import { whenConnected } from './when-connected';

/** Projects whose roles can be asked for, besides the issue's own: none unless the policy opens them. */
export function searchAskableProjects({
  ports,
  caller,
  input,
  granted: { issue },
}: ResolverCall<{ readonly query: string }, { readonly issue: IssueRef }>): Promise<
  Result<Listed<ProjectOption>, ReplyError>
> {
  return whenConnected(ports, async ({ connectionId, directory }) => {
    const policy = await ports.policies.inForce(connectionId);
    if (policy.rolesOf === 'issueProject') return ok(allListed([]));
    // On the caller's own site, no more than Jira shows them.
    const { searchProjects } = isSameSite(connectionId, issue) ? caller.host : directory;
    return ok(mapListed(await searchProjects(input.query), projectOption));
  });
}

/** The roles of one project; none of a project that the caller can't see or may not ask about. */
export function listProjectRoles({
  ports,
  caller,
  input: { projectId },
  granted: { issue },
}: ResolverCall<{ readonly projectId: string }, { readonly issue: IssueRef }>): Promise<
  Result<Listed<RoleOption>, ReplyError>
> {
  return whenConnected(ports, async ({ connectionId, directory }) => {
    const policy = await ports.policies.inForce(connectionId);
    const here = isSameSite(connectionId, issue);
    const own = here && projectId === issue.projectId;
    if (!own && policy.rolesOf === 'issueProject') return ok(allListed([]));
    if (!own && here && !(await caller.host.seesProject(projectId))) return ok(allListed([]));
    return ok(mapListed(await directory.projectRoles(projectId), roleOption));
  });
}
