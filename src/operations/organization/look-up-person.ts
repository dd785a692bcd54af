import type { GroupEntitlement } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import { type Held, type Holding, holdingId } from '#domain/holding/holding';
import { missingSince } from '#domain/holding/missing';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
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

/** Somebody as the connected site has them now, with every group they are in, or are to be in and are not. */
export async function lookUpPerson(
  ports: Sites & {
    readonly connections: ConnectionStore;
    readonly holdings: HoldingStore;
    readonly clock: Clock;
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
  const subject: Subject = { kind: 'person', accountId, displayName: person.displayName };
  const held = groups.map(
    ({ groupId, name }): Held => ({
      connectionId: connection.id,
      entitlement: { kind: 'group', groupId, name },
      subject,
    }),
  );
  const [{ found }, missing] = await Promise.all([
    ports.holdings.getMany(held),
    missingGroups(ports, connection.id, subject),
  ]);
  return ok({
    person,
    groups: [
      ...groups.map((group, place) => {
        const of = held[place];
        return { ...group, holding: of && found.get(holdingId(of)) };
      }),
      ...missing.filter(({ groupId }) => groups.every((group) => group.groupId !== groupId)),
    ],
  });
}

const PAGE = 100;

/** What an approval gives them, and what could not be given back: the site lists none of it. */
async function missingGroups(
  { holdings, clock }: { readonly holdings: HoldingStore; readonly clock: Clock },
  connectionId: string,
  subject: Subject,
): Promise<readonly GroupHeld[]> {
  const missing: GroupHeld[] = [];
  let cursor: string | undefined;
  do {
    const page = await holdings.of(subject, 'inForce', cursor, PAGE);
    for (const holding of page.holdings) {
      const { entitlement } = holding;
      if (holding.connectionId !== connectionId || entitlement.kind !== 'group') continue;
      if (missingSince(holding, clock.now()) === undefined) continue;
      missing.push({ groupId: entitlement.groupId, name: entitlement.name, holding });
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return missing;
}
