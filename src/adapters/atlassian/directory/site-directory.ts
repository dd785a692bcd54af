import type { Clock } from '#ports/clock';
import type { Directory } from '#ports/directory';
import { roleDetailsSchema } from '../answer/schemas';
import type { SiteClient } from '../site-client';
import { findGroupNames } from './find-group-names';
import { findGroups, searchGroups } from './find-groups';
import { findGroupsOf } from './find-groups-of';
import { countMembers, findHolders } from './find-holders';
import { findPeople } from './find-people';
import { findPeopleByEmail } from './find-people-by-email';
import { findPeopleByName } from './find-people-by-name';
import { directoryProject, searchProjects } from './find-projects';
import { findRoles, readProject } from './find-roles';
import { readProtectedNames } from './read-protected-names';
import { Recent } from './recent';
import { searchPeople } from './search-people';

/** The connected site, read with the connection's token. */
export function siteDirectory(client: SiteClient, clock: Clock): Directory {
  const recent = new Recent(clock);
  return {
    people: (accountIds) =>
      recent.get(`people ${accountIds.join(' ')}`, () => findPeople(client, accountIds)),
    peopleByEmail: (emails) => findPeopleByEmail(client, emails),
    peopleByName: (names) => findPeopleByName(client, names),
    groupNames: (names) => findGroupNames(client, names),
    protectedNames: () => readProtectedNames(client),
    groups: (groupIds) => findGroups(client, recent, groupIds),
    roles: (wanted) => findRoles(client, wanted),
    holders: (entitlements, among, afresh = false) =>
      findHolders(client, recent, entitlements, { ...among, afresh }),
    groupsOf: (accountId) => findGroupsOf(client, accountId),
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
