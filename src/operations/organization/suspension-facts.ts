import type { Person } from '#domain/action/person';
import type { Connection } from '#domain/connection/connection';
import type { SiteAdministration, SuspensionFacts } from '#domain/organization/suspension';
import { takesSiteAdministrator } from '#domain/protection/judge-protection';
import type { Directory, DirectoryPerson } from '#ports/directory';
import type { Site } from '#ports/site';
import { administersSite } from '../protection/administers-site';

/** Whatever decides on suspending or restoring somebody, read afresh; undefined for nobody. */
export async function readSuspensionFacts(
  { directory, organization }: Pick<Site, 'directory' | 'organization'>,
  connection: Connection,
  { accountId, by }: { readonly accountId: string; readonly by: Pick<Person, 'accountId'> },
): Promise<{ readonly person: DirectoryPerson; readonly facts: SuspensionFacts } | undefined> {
  const [people, inOrganization, administration] = await Promise.all([
    directory.people([accountId]),
    organization.stateOf(accountId),
    readAdministration(directory, accountId, by.accountId),
  ]);
  const person = people.get(accountId);
  if (person === undefined) return undefined;
  // The organization knows of a suspension at once, the site perhaps a little later.
  const state = inOrganization ?? (person.active ? 'active' : 'inactive');
  const isPerson = person.accountType === 'atlassian' && inOrganization !== undefined;
  return {
    person,
    facts: { state, isPerson, accountId, by, actsAs: connection.actsAs, administration },
  };
}

/** Groups of the site by name are counted too: who could be among the administrators is one of them. */
async function readAdministration(
  directory: Directory,
  accountId: string,
  by: string,
): Promise<SiteAdministration | undefined> {
  const [own, askerAdministers] = await Promise.all([
    directory.groupsOf(accountId),
    administersSite(directory, by),
  ]);
  if (askerAdministers === undefined) return undefined;
  // No group at all is no answer: a site may not tell those of somebody suspended. They may administer.
  if (own.length === 0) {
    return askerAdministers
      ? { theirs: true, askerAdministers, lastAdminOf: undefined }
      : undefined;
  }
  const groups = [...(await directory.groups(own.map(({ groupId }) => groupId))).values()];
  if (groups.length < new Set(own.map(({ groupId }) => groupId)).size) return undefined;
  if (groups.some(({ protection }) => protection.includes('notKnown'))) return undefined;
  const administering = groups.filter(({ protection }) => protection.some(takesSiteAdministrator));
  const counts = await Promise.all(
    administering.map(({ groupId }) => directory.countActing(groupId, 2)),
  );
  const lastAdminOf = administering.find((_group, place) => (counts[place]?.count ?? 0) < 2)?.name;
  return { theirs: administering.length > 0, askerAdministers, lastAdminOf };
}
