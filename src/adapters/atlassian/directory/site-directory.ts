import { fingerprint } from '#domain/lib/fingerprint';
import { allListed, mapListed } from '#domain/lib/listed';
import type { Clock } from '#ports/clock';
import type { Directory } from '#ports/directory';
import type { SurveyStore } from '#ports/survey-store';
import { roleDetailsSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { findGroupNames, findGroups, searchGroups } from './find-groups';
import { findGroupsOf } from './find-groups-of';
import { countActing, findHolders, type HolderPorts } from './find-holders';
import { findOpenedProjects } from './find-opened-projects';
import { findPeople } from './find-people';
import { findPeopleByEmail } from './find-people-by-email';
import { findPeopleByName } from './find-people-by-name';
import { findPeopleHiddenAt } from './find-people-hidden-at';
import { directoryProject, searchProjects } from './find-projects';
import { findRoleAbsence } from './find-role-absence';
import { findAdminRolesOf, findRoles, readProject } from './find-roles';
import { findTakenGroupNames } from './find-taken-group-names';
import { readAllAccounts } from './find-users';
import { hasRole } from './has-role';
import { readAdministering, readOwnAccount, readOwnGroups } from './read-administering';
import { readGroupIds } from './read-all-groups';
import { isGroupGone, isListed, memberReader } from './read-members';
import { readProtection } from './read-protection';
import { Recent } from './recent';
import { searchPeople } from './search-people';
import { Survey } from './survey';

/**
 * The connected site, read with the connection's token. `surveys` keeps what one invocation could not
 * read to its end, by the connection: sites are asked the same, and all by one host where their tokens have
 * scopes. Without it, whoever calls may read as much as it takes.
 */
export function siteDirectory(
  client: SiteClient,
  clock: Clock,
  surveys?: { readonly store: SurveyStore; readonly connectionId: string },
): Directory {
  const recent = new Recent(clock);
  const holderPorts: HolderPorts = {
    client,
    recent,
    surveys:
      surveys &&
      (async (groups, people) => {
        const { store, connectionId } = surveys;
        const lists = [connectionId, groups.map(({ groupId }) => groupId), people];
        return Survey.open(store, clock, fingerprint(JSON.stringify(lists)));
      }),
  };
  return {
    async people(accountIds) {
      const read = () => findPeople(client, accountIds);
      const key = `people ${accountIds.join(' ')}`;
      const known = await recent.get(key, read);
      // Whoever was not there a moment ago may have been created since.
      return known.size === new Set(accountIds).size ? known : recent.read(key, read);
    },
    peopleByEmail: (emails) => findPeopleByEmail(client, emails),
    peopleHiddenAt: (emails) => findPeopleHiddenAt(client, emails),
    peopleByName: (names) => findPeopleByName(client, names),
    allAccounts: async () => readAllAccounts(client, await readOwnAccount(client, recent)),
    allGroups: async () => readGroupIds(client, await readOwnGroups(client, recent)),
    takenGroupNames: (names) => findTakenGroupNames(client, names),
    protection: () => readProtection(client, recent),
    administering: () => readAdministering(client, recent),
    ownAccount: (afresh = false) => readOwnAccount(client, recent, afresh),
    groupNames: (groupIds) => findGroupNames(client, groupIds),
    groups: (groupIds) => findGroups(client, recent, groupIds),
    roles: (wanted) => findRoles(client, wanted),
    roleAbsence: (role) => findRoleAbsence(client, role),
    holders: (entitlements, among, afresh = false) =>
      findHolders(holderPorts, entitlements, { ...among, afresh }),
    groupsOf: (accountId) => findGroupsOf(client, accountId),
    isListed: (group, accountId) => isListed(memberReader(client), group, accountId),
    hasRole: (role, accountId) => hasRole(client, role, accountId),
    isGroupGone: (groupId) => isGroupGone(client, groupId),
    countActing: (groupId, atMost) => countActing(client, groupId, atMost),
    adminRolesOf: (groupId) => findAdminRolesOf(client, groupId),
    openedProjects: () => recent.get('opened projects', () => findOpenedProjects(client)),
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
      return mapListed(roles ?? allListed([]), ({ id, name, description }) => ({
        roleId: String(id),
        name,
        ...(description ? { description } : {}),
      }));
    },
    searchPeople: (query) => searchPeople(client, query),
    searchGroups: (query) => searchGroups(client, recent, query),
    searchProjects: (query) => searchProjects(client, query),
  };
}
