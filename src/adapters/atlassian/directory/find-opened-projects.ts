import type { RoleOfProject } from '#domain/policy/opened-by';
import type { OpenedProjects } from '#ports/directory';
import {
  isLastPage,
  type Project,
  pageSchema,
  projectSchema,
  roleDetailsSchema,
} from '../../rest/schemas';
import type { SiteClient } from '../site-client';
import { directoryProject } from './find-projects';
import { type RoleId, readRole } from './find-roles';

/** Projects that are looked through, and roles of all of them: one call each, in one invocation. */
const PROJECTS_AT_MOST = 15;
const ROLES_AT_MOST = 50;

/** Which groups are in which roles of which projects; undefined on a larger site. */
export async function findOpenedProjects(client: SiteClient): Promise<OpenedProjects | undefined> {
  const page = await client.readIfThere(
    {
      method: 'GET',
      path: '/project/search',
      // An archived project can be restored, with everybody in its roles.
      query: { expand: 'lead', status: ['live', 'archived'], maxResults: PROJECTS_AT_MOST },
    },
    pageSchema(projectSchema),
  );
  if (page === undefined) return { projects: [], roles: [] };
  if (isLastPage(page, 0) !== true) return undefined;
  const ids = (await Promise.all(page.values.map((one) => readRoleIds(client, one)))).flat();
  if (ids.length > ROLES_AT_MOST) return undefined;
  const roles = await Promise.all(ids.map((one) => readGroupsOf(client, one)));
  return { projects: page.values.map(directoryProject), roles: roles.flat() };
}

async function readGroupsOf(client: SiteClient, id: RoleId): Promise<RoleOfProject[]> {
  const role = await readRole(client, id);
  if (role === undefined) return [];
  const groupIds = (role.actors ?? []).flatMap(({ actorGroup }) => actorGroup?.groupId ?? []);
  return [{ ...id, name: role.name, groupIds: new Set(groupIds) }];
}

async function readRoleIds(client: SiteClient, { id: projectId }: Project) {
  const details = await client.readIfThere(
    { method: 'GET', path: '/project/{}/roledetails', at: [projectId] },
    roleDetailsSchema,
  );
  return (details ?? []).map(({ id }) => ({ projectId, roleId: String(id) }));
}
