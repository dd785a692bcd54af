import type { AddressOwner } from '#domain/action/address-owner';
import { emailKey } from '#domain/action/subject';
import { fingerprint } from '#domain/lib/fingerprint';
import { allListed, mapListed } from '#domain/lib/listed';
import type { Clock } from '#ports/clock';
import type { Directory, DirectoryPerson } from '#ports/directory';
import type { SurveyStore } from '#ports/survey-store';
import { roleDetailsSchema } from '../rest/schemas';
import type { SiteClient } from './client/site-client';
import { countActing, type GroupHolderPorts } from './directory/find-group-holders';
import {
  findGroupNames,
  findGroups,
  NAMED_FOR_SOMEBODY,
  searchGroups,
} from './directory/find-groups';
import { findGroupsOf } from './directory/find-groups-of';
import { findOpenedProjects } from './directory/find-opened-projects';
import { findOwners, type OwnerPorts } from './directory/find-owners';
import { findPeople } from './directory/find-people';
import { findPeopleByName } from './directory/find-people-by-name';
import { directoryProject, searchProjects } from './directory/find-projects';
import { findRoleAbsence } from './directory/find-role-absence';
import { findAdminRolesOf, findRoles, readProject } from './directory/find-roles';
import { findTakenGroupNames } from './directory/find-taken-group-names';
import { readAllAccounts } from './directory/find-users';
import { hasRole } from './directory/has-role';
import { readAdministering, readOwnAccount, readOwnGroups } from './directory/read-administering';
import { everyGroupForSomebody, readEveryGroup, readGroupIds } from './directory/read-all-groups';
import {
  isGroupGone,
  listedAmong,
  memberReader,
  readFirstMembers,
  readMemberCounts,
} from './directory/read-members';
import { readProtection } from './directory/read-protection';
import { Recent } from './directory/recent';
import { searchPeople } from './directory/search-people';
import { ROLL_KEPT, Survey } from './directory/survey';
import { findExisting, findHolders } from './existing/existing-on-site';
import type { AddressBook } from './organization/address-book';

/**
 * The connected site, read with the connection's token. `surveys` keeps what one invocation could not
 * read to its end, by the connection: sites are asked the same, and all by one host where their tokens have
 * scopes. Without it, whoever calls may read as much as it takes.
 */
export function siteDirectory(
  client: SiteClient,
  clock: Clock,
  book: AddressBook,
  surveys?: { readonly store: SurveyStore; readonly connectionId: string },
): Directory {
  const recent = new Recent(clock);
  const holderPorts: GroupHolderPorts = {
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
  const ownersNow = ownersReader({
    client,
    book,
    survey: surveyOf('addresses', surveys, clock, ROLL_KEPT),
    rollSurvey: surveyOf('shown addresses', surveys, clock, ROLL_KEPT),
  });
  const namePorts = { client, survey: surveyOf('names', surveys, clock, ROLL_KEPT) };
  // One invocation of a person's asks the same several times; a run looks anew each time.
  const owners = surveys === undefined ? ownersNow : remembered(ownersNow);
  const everyGroup =
    surveys === undefined ? () => readEveryGroup(client) : everyGroupForSomebody(client);
  return {
    async people(accountIds, afresh = false) {
      const read = () => findPeople(client, accountIds);
      const key = `people ${accountIds.join(' ')}`;
      if (afresh) return recent.read(key, read);
      const known = await recent.get(key, read);
      // Whoever was not there a moment ago may have been created since.
      return known.size === new Set(accountIds).size ? known : recent.read(key, read);
    },
    owners: (emails) => owners(emails),
    peopleByName: (names) => findPeopleByName(namePorts, names),
    allAccounts: async () => readAllAccounts(client, await readOwnAccount(client, recent)),
    allGroups: async () => readGroupIds(client, await readOwnGroups(client, recent)),
    takenGroupNames: (names) => findTakenGroupNames(client, names, everyGroup),
    protection: () => readProtection(client, recent, everyGroup),
    administering: () => readAdministering(client, recent),
    ownAccount: (afresh = false) => readOwnAccount(client, recent, afresh),
    existing: (asked) => findExisting(client, recent, asked),
    groupNames: (groupIds) => findGroupNames(client, groupIds),
    groups: (groupIds) =>
      findGroups(client, recent, groupIds, surveys === undefined ? undefined : NAMED_FOR_SOMEBODY),
    roles: (wanted) => findRoles(client, wanted),
    roleAbsence: (role) => findRoleAbsence(client, role),
    holders: (entitlements, among, afresh = false, unanswered = 'fails') =>
      findHolders(holderPorts, entitlements, among, { afresh, unanswered }),
    groupsOf: (accountId, isOneOfMany) => findGroupsOf(client, accountId, isOneOfMany),
    listedAmong: (group, accountIds) => listedAmong(memberReader(client), group, accountIds),
    hasRole: (role, accountId) => hasRole(client, role, accountId),
    isGroupGone: (groupId) => isGroupGone(client, groupId),
    members: (groupId) => readFirstMembers(client, groupId),
    memberCounts: (groupIds) => readMemberCounts(client, groupIds),
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

type ReadOwners = Directory['owners'];

function ownersReader(ports: OwnerPorts): ReadOwners {
  return (emails) => findOwners(ports, emails);
}

function surveyOf(
  what: string,
  surveys: { readonly store: SurveyStore; readonly connectionId: string } | undefined,
  clock: Clock,
  kept?: number,
): OwnerPorts['survey'] {
  if (surveys === undefined) return undefined;
  const { store, connectionId } = surveys;
  return (asked) =>
    Survey.open(store, clock, fingerprint(JSON.stringify([connectionId, what, asked])), kept);
}

function remembered(read: ReadOwners): ReadOwners {
  const known = new Map<string, AddressOwner<DirectoryPerson>>();
  return async (emails) => {
    const keys = emails.map(emailKey);
    const missing = emails.filter((_, place) => !known.has(keys[place] ?? ''));
    for (const [key, owner] of await read(missing)) known.set(key, owner);
    return new Map(
      keys.flatMap((key) => {
        const owner = known.get(key);
        return owner === undefined ? [] : [[key, owner]];
      }),
    );
  };
}
