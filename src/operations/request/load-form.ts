import { allListed, type Listed } from '#domain/lib/listed';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Policy, RequestableGroup } from '#domain/policy/policy';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { ConnectionStore } from '#ports/connection-store';
import type { DirectoryProject, ProjectRole } from '#ports/directory';
import type { PolicyStore } from '#ports/policy-store';
import type { Sites } from '#ports/site';

const GROUPS_LISTED = 50;

export interface FormPorts extends Sites {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

export interface Form {
  readonly policy: Policy;
  /** Undefined where the connected site does not have the issue's project. */
  readonly project: DirectoryProject | undefined;
  readonly roles: Listed<ProjectRole>;
  readonly groups: readonly RequestableGroup[];
  readonly moreGroups: boolean;
  /** By the policy, and by what the connection's token can do: what can't work is not offered. */
  readonly creation: Policy['creation'];
}

/**
 * What can be asked for in an issue. Its project's roles only where the app acts on the very site that
 * the issue is in: project ids of another site would name something else.
 */
export async function loadForm(
  ports: FormPorts,
  connectionId: string,
  issue: IssueRef,
): Promise<Result<Form, { readonly code: 'notConnected' }>> {
  const [connection, policy] = await Promise.all([
    ports.connections.of(connectionId),
    ports.policies.inForce(connectionId),
  ]);
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const { directory } = ports.siteOf(connectionId);
  const here = isSameSite(connectionId, issue);
  const [project, roles] = await Promise.all([
    here ? directory.project(issue.projectId) : undefined,
    here ? directory.projectRoles(issue.projectId) : allListed<ProjectRole>([]),
  ]);
  const groups = [...policy.requestableGroups].sort((a, b) => a.name.localeCompare(b.name));
  return ok({
    policy,
    project,
    roles,
    groups: groups.slice(0, GROUPS_LISTED),
    moreGroups: groups.length > GROUPS_LISTED,
    creation: {
      ...policy.creation,
      // Atlassian has no scope for it.
      users: policy.creation.users && connection.tokenKind === 'unscoped',
    },
  });
}
