import { entitlementKey } from '#domain/action/entitlement';
import type { DirectoryRole } from '#ports/directory';
import { type Project, projectSchema, type Role, roleSchema } from '../answer/schemas';
import type { SiteClient } from '../site-client';

/** The names that Jira gives the role that administers a project, where it doesn't say so itself. */
const ADMIN_ROLE = /^administrators?$/i;

export interface RoleId {
  readonly projectId: string;
  readonly roleId: string;
}

export async function findRoles(
  client: SiteClient,
  wanted: readonly RoleId[],
): Promise<ReadonlyMap<string, DirectoryRole>> {
  const projectIds = [...new Set(wanted.map(({ projectId }) => projectId))];
  const [projects, roles] = await Promise.all([
    Promise.all(projectIds.map((id) => readProject(client, id))),
    Promise.all(wanted.map((one) => readRole(client, one))),
  ]);
  const found = wanted.flatMap((one, place) => {
    const project = projects.find((candidate) => candidate?.id === one.projectId);
    const role = roles[place];
    if (project === undefined || role === undefined || !isOf(role, project)) return [];
    return [directoryRole(project, role)];
  });
  return new Map(found.map((role) => [entitlementKey(role), role]));
}

export function readProject(client: SiteClient, projectId: string): Promise<Project | undefined> {
  return client.readIfThere({ method: 'GET', path: '/project/{}', at: [projectId] }, projectSchema);
}

/** A role with all its actors, in one call. */
export function readRole(
  client: SiteClient,
  { projectId, roleId }: RoleId,
): Promise<Role | undefined> {
  return client.readIfThere(
    { method: 'GET', path: '/project/{}/role/{}', at: [projectId, roleId] },
    roleSchema,
  );
}

/** A team-managed project has roles of its own. */
function isOf({ scope }: Role, project: Project): boolean {
  return scope?.project === undefined || scope.project.id === project.id;
}

function directoryRole(project: Project, role: Role): DirectoryRole {
  return {
    kind: 'role',
    projectId: project.id,
    projectKey: project.key,
    projectName: project.name,
    roleId: String(role.id),
    name: role.name,
    projectArchived: project.archived ?? false,
    adminRole: role.admin === true || ADMIN_ROLE.test(role.name),
    actorCount: role.actors?.length ?? 0,
  };
}
