import type { ReplyError } from '#contract/reply';
import type { ProjectOption, RoleOption } from '#contract/views';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { ResolverCall } from '../define';
import { projectOption, roleOption } from '../views/form-view';

/** Projects whose roles can be asked for, besides the issue's own: none unless the policy opens them. */
export async function searchAskableProjects({
  ports,
  caller,
  input,
  granted: { issue },
}: ResolverCall<{ readonly query: string }, { readonly issue: IssueRef }>): Promise<
  Result<readonly ProjectOption[], ReplyError>
> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const policy = await ports.policies.inForce(connection.id);
  if (policy.rolesOf === 'issueProject') return ok([]);
  // On the caller's own site, no more than Jira shows them.
  const found = isSameSite(connection.id, issue)
    ? await caller.host.searchProjects(input.query)
    : await ports.siteOf(connection.id).directory.searchProjects(input.query);
  return ok(found.map(projectOption));
}

/** The roles of one project; none of a project that the caller can't see or may not ask about. */
export async function listProjectRoles({
  ports,
  caller,
  input: { projectId },
  granted: { issue },
}: ResolverCall<{ readonly projectId: string }, { readonly issue: IssueRef }>): Promise<
  Result<readonly RoleOption[], ReplyError>
> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const policy = await ports.policies.inForce(connection.id);
  const here = isSameSite(connection.id, issue);
  const own = here && projectId === issue.projectId;
  if (!own && policy.rolesOf === 'issueProject') return ok([]);
  if (!own && here && !(await caller.host.seesProject(projectId))) return ok([]);
  return ok((await ports.siteOf(connection.id).directory.projectRoles(projectId)).map(roleOption));
}
