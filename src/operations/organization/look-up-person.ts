import type { GroupEntitlement } from '#domain/action/entitlement';
import { type Held, type Holding, holdingId } from '#domain/holding/holding';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { ConnectionStore } from '#ports/connection-store';
import type { DirectoryPerson } from '#ports/directory';
import type { HoldingStore } from '#ports/holding-store';
import type { Sites } from '#ports/site';

export interface PersonOnSite {
  readonly person: DirectoryPerson;
  readonly groups: readonly GroupHeld[];
}

export interface GroupHeld extends Pick<GroupEntitlement, 'groupId' | 'name'> {
  /** What the app knows of it, where it was given through the app. */
  readonly holding: Holding | undefined;
}

/** Somebody as the connected site has them now, with every group they are in. */
export async function lookUpPerson(
  ports: Sites & {
    readonly connections: ConnectionStore;
    readonly holdings: HoldingStore;
  },
  accountId: string,
): Promise<Result<PersonOnSite, { readonly code: 'notConnected' | 'noSuchPerson' }>> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const { directory } = ports.siteOf(connection.id);
  const [people, groups] = await Promise.all([
    directory.people([accountId]),
    directory.groupsOf(accountId),
  ]);
  const person = people.get(accountId);
  if (person === undefined) return refuse({ code: 'noSuchPerson' });
  const { displayName } = person;
  const held = groups.map(
    ({ groupId, name }): Held => ({
      connectionId: connection.id,
      entitlement: { kind: 'group', groupId, name },
      subject: { kind: 'person', accountId, displayName },
    }),
  );
  const { found } = await ports.holdings.getMany(held);
  return ok({
    person,
    groups: groups.map((group, place) => {
      const of = held[place];
      return { ...group, holding: of && found.get(holdingId(of)) };
    }),
  });
}
