import type { GroupEntitlement } from '#domain/action/entitlement';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { ConnectionStore } from '#ports/connection-store';
import type { Directory, DirectoryPerson } from '#ports/directory';

export interface PersonOnSite {
  readonly person: DirectoryPerson;
  readonly groups: readonly Pick<GroupEntitlement, 'groupId' | 'name'>[];
}

/** Somebody as the connected site has them now, with every group they are in. */
export async function lookUpPerson(
  ports: { readonly connections: ConnectionStore; readonly directory: Directory },
  accountId: string,
): Promise<Result<PersonOnSite, { readonly code: 'notConnected' | 'noSuchPerson' }>> {
  if ((await ports.connections.current()) === undefined) return refuse({ code: 'notConnected' });
  const [people, groups] = await Promise.all([
    ports.directory.people([accountId]),
    ports.directory.groupsOf(accountId),
  ]);
  const person = people.get(accountId);
  return person === undefined ? refuse({ code: 'noSuchPerson' }) : ok({ person, groups });
}
