import type { Person } from '#domain/action/person';
import type { Connection } from '#domain/connection/connection';
import type { SuspensionFacts } from '#domain/organization/suspension';
import type { Directory, DirectoryPerson } from '#ports/directory';
import type { Organization } from '#ports/organization';

export interface SuspensionFactsPorts {
  readonly directory: Directory;
  readonly organization: Organization;
}

/** Whatever decides on suspending or restoring somebody, read afresh; undefined for nobody. */
export async function readSuspensionFacts(
  { directory, organization }: SuspensionFactsPorts,
  connection: Connection,
  { accountId, by }: { readonly accountId: string; readonly by: Pick<Person, 'accountId'> },
): Promise<{ readonly person: DirectoryPerson; readonly facts: SuspensionFacts } | undefined> {
  const [people, inOrganization, lastAdminOf] = await Promise.all([
    directory.people([accountId]),
    organization.stateOf(accountId),
    findLastAdminOf(directory, accountId),
  ]);
  const person = people.get(accountId);
  if (person === undefined) return undefined;
  // The organization knows of a suspension at once, the site perhaps a little later.
  const state = inOrganization ?? (person.active ? 'active' : 'inactive');
  const isPerson = person.accountType === 'atlassian' && inOrganization !== undefined;
  return {
    person,
    facts: { state, isPerson, accountId, by, actsAs: connection.actsAs, lastAdminOf },
  };
}

/** The name of a group that administers the site and has no other active member. */
async function findLastAdminOf(
  directory: Directory,
  accountId: string,
): Promise<string | undefined> {
  const own = await directory.groupsOf(accountId);
  if (own.length === 0) return undefined;
  const groups = [...(await directory.groups(own.map(({ groupId }) => groupId))).values()];
  const administering = groups.filter(({ protection }) => protection === 'siteAdministration');
  const counts = await Promise.all(
    administering.map(({ groupId }) => directory.countMembers(groupId, 2)),
  );
  return administering.find((_group, place) => (counts[place] ?? 0) < 2)?.name;
}
