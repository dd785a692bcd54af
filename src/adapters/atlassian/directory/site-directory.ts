import type { Directory } from '#ports/directory';
import { roleDetailsSchema } from '../answer/schemas';
import type { SiteClient } from '../site-client';
import { findGroups, searchGroups } from './find-groups';
import { countMembers, findHolders } from './find-holders';
import { findPeople } from './find-people';
import { directoryProject, searchProjects } from './find-projects';
import { findRoles, readProject } from './find-roles';
import { searchPeople } from './search-people';

/** The connected site, read with the connection's token. */
export function siteDirectory(client: SiteClient): Directory {
  return {
    people: (accountIds) => findPeople(client, accountIds),
    groups: (groupIds) => findGroups(client, groupIds),
    roles: (wanted) => findRoles(client, wanted),
    holders: (entitlements, accountIds) => findHolders(client, entitlements, accountIds),
    countMembers: (groupId, atMost) => countMembers(client, groupId, atMost),
    async project(projectId) {
      const project = await readProject(client, projectId);
      return project && directoryProject(project);
    },
    async projectRoles(projectId) {
      const roles = await client.readIfThere(
        {
          method: 'GET',
          path: '/project/{}/roledetails',
          at: [projectId],
          query: { excludeConnectAddons: true },
        },
        roleDetailsSchema,
      );
      return (roles ?? []).map(({ id, name, description }) => ({
        roleId: String(id),
        name,
        ...(description ? { description } : {}),
      }));
    },
    searchPeople: (query) => searchPeople(client, query),
    searchGroups: (query) => searchGroups(client, query),
    searchProjects: (query) => searchProjects(client, query),
  };
}
