import type { RoleAbsence } from '#domain/grant/role-absence';
import {
  isLastPage,
  permissionsSchema,
  projectPageSchema,
  roleDetailsSchema,
} from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { type RoleId, readProject, readRole } from './find-roles';

/**
 * Why a role is not there. A project in the recycle bin answers 404 like one that is gone, and comes back with
 * everybody in its roles (doc: Trash for Jira Cloud projects); only a search by its status shows it (doc: Get
 * projects paginated). Whoever does not administer Jira is not shown all projects: what they do not see proves nothing.
 */
export async function findRoleAbsence(client: SiteClient, role: RoleId): Promise<RoleAbsence> {
  const page = await client.readIfThere(
    {
      method: 'GET',
      path: '/project/search',
      query: { id: role.projectId, status: ['live', 'archived', 'deleted'] },
    },
    projectPageSchema,
  );
  const found = page?.values.items.find(({ id }) => id === role.projectId);
  if (found?.deleted === true) return 'inRecycleBin';
  if (found !== undefined) {
    const project = await readProject(client, role.projectId);
    const isThere = project === undefined || (await readRole(client, role)) !== undefined;
    if (isThere || !(await isNotListed(client, role))) return 'notKnown';
  }
  // There are more projects than were read, or one that can't be: it may be one of those.
  const isWhole =
    page === undefined || (isLastPage(page, 0) === true && page.values.unreadable === 0);
  if (found === undefined && !isWhole) return 'notKnown';
  // Asked last: an account that administers Jira now did so when it was answered above.
  return (await mayAdminister(client)) ? 'gone' : 'notKnown';
}

/** Asked in a second way: all roles of its project, which has others and not this one. No answer is no proof. */
async function isNotListed(client: SiteClient, { projectId, roleId }: RoleId): Promise<boolean> {
  const roles = await client.readIfThere(
    { method: 'GET', path: '/project/{}/roledetails', at: [projectId] },
    roleDetailsSchema,
  );
  if (roles === undefined || roles.unreadable > 0 || roles.items.length === 0) return false;
  return roles.items.every(({ id }) => String(id) !== roleId);
}

async function mayAdminister(client: SiteClient): Promise<boolean> {
  const { permissions } = await client.read(
    { method: 'GET', path: '/mypermissions', query: { permissions: 'ADMINISTER' } },
    permissionsSchema,
  );
  return permissions.ADMINISTER?.havePermission === true;
}
