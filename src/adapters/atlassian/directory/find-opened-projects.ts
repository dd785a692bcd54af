import type { RoleOfProject } from '#domain/policy/opened-by';
import type { OpenedProjects } from '#ports/directory';
import {
  isLastPage,
  type Project,
  projectPageSchema,
  roleDetailsSchema,
  sizeOf,
} from '../../rest/schemas';
import { roleActorsOf } from '../answer/role-actors';
import type { SiteClient } from '../client/site-client';
import { directoryProject } from './find-projects';
import { type RoleId, readRole } from './find-roles';

/** Projects that are looked through, and roles of all of them: one call each, in one invocation. */
const PROJECTS_AT_MOST = 15;
const ROLES_AT_MOST = 50;

/**
 * Which groups are in which roles of which projects; undefined on a larger site, and where a project or a role
 * can't be read, or a role has a group that is not told by its id: it could be any.
 */
export async function findOpenedProjects(client: SiteClient): Promise<OpenedProjects | undefined> {
  const page = await client.readIfThere(
    {
      method: 'GET',
      path: '/project/search',
      // An archived project can be restored, with everybody in its roles.
      query: { expand: 'lead', status: ['live', 'archived'], maxResults: PROJECTS_AT_MOST },
    },
    projectPageSchema,
  );
  // Whoever sees no project is answered so, too: that says nothing of those that there are.
  if (page === undefined || sizeOf(page.values) === 0) return undefined;
  if (isLastPage(page, 0) !== true || page.values.unreadable > 0) return undefined;
  const projects = page.values.items;
  const found = await Promise.all(projects.map((one) => readRoleIds(client, one)));
  if (found.includes('notTold')) return undefined;
  const ids = found.flatMap((one) => (one === 'notTold' ? [] : one));
  if (ids.length > ROLES_AT_MOST) return undefined;
  const roles = await Promise.all(ids.map((one) => readGroupsOf(client, one)));
  if (roles.includes('notTold')) return undefined;
  return {
    projects: projects.map(directoryProject),
    roles: roles.flatMap((one) => (one === undefined || one === 'notTold' ? [] : one)),
  };
}

/** Undefined: the role is gone by now. */
async function readGroupsOf(
  client: SiteClient,
  id: RoleId,
): Promise<RoleOfProject | 'notTold' | undefined> {
  const role = await readRole(client, id);
  if (role === undefined) return undefined;
  const { actors, whole } = roleActorsOf(role);
  if (!whole.group) return 'notTold';
  const groupIds = actors.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  return { ...id, name: role.name, groupIds: new Set(groupIds) };
}

async function readRoleIds(
  client: SiteClient,
  { id: projectId }: Project,
): Promise<readonly RoleId[] | 'notTold'> {
  const details = await client.readIfThere(
    { method: 'GET', path: '/project/{}/roledetails', at: [projectId] },
    roleDetailsSchema,
  );
  if (details === undefined) return [];
  if (details.unreadable > 0) return 'notTold';
  return details.items.map(({ id }) => ({ projectId, roleId: String(id) }));
}
