import { entitlementKey } from '#domain/action/entitlement';
import type { DirectoryRole } from '#ports/directory';
import { allOf } from '../../rest/all-of';
import { mustBeAbout } from '../../rest/must-be-about';
import {
  isLastPage,
  type Project,
  projectPageSchema,
  projectSchema,
  type Role,
  roleDetailsSchema,
  roleSchema,
} from '../../rest/schemas';
import { roleActorsOf } from '../answer/role-actors';
import type { SiteClient } from '../client/site-client';

/** Names of the role that administers a project, for answers that do not say which role that is. */
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
    if (project === undefined || project.deleted === true) return [];
    if (role === undefined || !isOf(role, project)) return [];
    return [directoryRole(project, role)];
  });
  return new Map(found.map((role) => [entitlementKey(role), role]));
}

export async function readProject(
  client: SiteClient,
  projectId: string,
): Promise<Project | undefined> {
  const call = { method: 'GET', path: '/project/{}', at: [projectId] } as const;
  return mustBeAbout(projectId, await client.readIfThere(call, projectSchema));
}

/** A role with all its actors, in one call. */
export async function readRole(
  client: SiteClient,
  { projectId, roleId }: RoleId,
): Promise<Role | undefined> {
  const call = { method: 'GET', path: '/project/{}/role/{}', at: [projectId, roleId] } as const;
  return mustBeAbout(roleId, await client.readIfThere(call, roleSchema));
}

/** A team-managed project has roles of its own. */
function isOf({ scope }: Role, project: Project): boolean {
  return scope?.project === undefined || scope.project.id === project.id;
}

/** How many projects are looked through, with two calls for each. */
const PROJECTS_AT_MOST = 20;

/**
 * Roles that administer a project and have this group as an actor. Where the site does not show an actor,
 * the group may be that one, and the role counts. Undefined on a site with more projects, and where it shows no
 * project, none of one's roles, or not a role that it has just named: that is no answer.
 */
export async function findAdminRolesOf(
  client: SiteClient,
  groupId: string,
): Promise<readonly DirectoryRole[] | undefined> {
  const page = await client.readIfThere(
    { method: 'GET', path: '/project/search', query: { maxResults: PROJECTS_AT_MOST } },
    projectPageSchema,
  );
  if (page === undefined || isLastPage(page, 0) !== true) return undefined;
  const projects = allOf(page.values, 'site');
  if (projects.length === 0) return undefined;
  const roles = await Promise.all(projects.map((project) => readAdminRoles(client, project)));
  if (!roles.every((one) => one !== undefined)) return undefined;
  return roles
    .flat()
    .filter(
      ({ actors, actorsAreWhole }) =>
        !actorsAreWhole || actors.some((one) => one.kind === 'group' && one.groupId === groupId),
    );
}

async function readAdminRoles(
  client: SiteClient,
  project: Project,
): Promise<readonly DirectoryRole[] | undefined> {
  const details = await client.readIfThere(
    { method: 'GET', path: '/project/{}/roledetails', at: [project.id] },
    roleDetailsSchema,
  );
  const named = details === undefined ? [] : allOf(details, 'site');
  if (named.length === 0) return undefined;
  const ids = named
    .filter(({ name, admin }) => admin === true || ADMIN_ROLE.test(name))
    .map(({ id }) => String(id));
  const roles = await Promise.all(
    ids.map((roleId) => readRole(client, { projectId: project.id, roleId })),
  );
  return roles.every((role) => role !== undefined)
    ? roles.map((role) => directoryRole(project, role))
    : undefined;
}

function directoryRole(project: Project, role: Role): DirectoryRole {
  const { actors, whole } = roleActorsOf(role);
  return {
    kind: 'role',
    projectId: project.id,
    projectKey: project.key,
    projectName: project.name,
    roleId: String(role.id),
    name: role.name,
    projectArchived: project.archived ?? false,
    adminRole: role.admin === true || ADMIN_ROLE.test(role.name),
    actors,
    actorsAreWhole: whole.person && whole.group,
  };
}
