import type { ConnectionStore } from '#ports/connection-store';
import type { HostAsApp } from '#ports/host-jira';
import type { PolicyStore } from '#ports/policy-store';

export interface FindGoneProjectsPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly hostAsApp: Pick<HostAsApp, 'projects'>;
}

/**
 * Of the projects that rules of the policy in force name, those that Jira does not show the app any more: nothing can be asked
 * for in them. Jira is asked only where a rule names any.
 */
export async function findGoneProjects(ports: FindGoneProjectsPorts): Promise<readonly string[]> {
  const connection = await ports.connections.chosen();
  const { rules } = await ports.policies.inForce(connection?.id);
  const named = rules.flatMap(({ projects }) => (projects === 'all' ? [] : projects));
  const projectIds = [...new Set(named.map(({ projectId }) => projectId))];
  if (projectIds.length === 0) return [];
  const there = await ports.hostAsApp.projects(projectIds);
  return projectIds.filter((id) => !there.has(id));
}
