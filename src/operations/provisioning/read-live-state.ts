import type { Ask } from '#domain/action/ask';
import {
  type Entitlement,
  entitlementKey,
  type StandingEntitlement,
} from '#domain/action/entitlement';
import { subjectKey } from '#domain/action/subject';
import { endingsOf } from '#domain/grant/endings-of';
import { mayHaveMoved } from '#domain/grant/give-grant';
import { heldBy } from '#domain/grant/held-by';
import type { Held } from '#domain/grant/holding';
import type { LiveGroup, LiveState } from '#domain/provisioning/live-state';
import type { Clock } from '#ports/clock';
import type { Directory, DirectoryGroup } from '#ports/directory';
import type { HoldingStore } from '#ports/holding-store';
import { holdersAmong } from './holders-among';
import { idsOf, type LookedUp, lookUp } from './look-up';

export interface LivePorts {
  readonly directory: Directory;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}

export interface LiveOptions {
  /** What has been looked up of the ask already. */
  readonly known?: LookedUp;
  /** The request that this is read for, so that what it has given itself is its own to prolong. */
  readonly ownRequestId?: string;
  /** Who holds it is not remembered from a moment ago. */
  readonly afresh?: boolean;
}

/** Asks the site, and the store of holdings, for everything that a plan of this ask stands on. */
export async function readLiveState(
  ports: LivePorts,
  connectionId: string,
  ask: Ask,
  { known, ownRequestId, afresh = takesAway(ask) }: LiveOptions = {},
): Promise<LiveState> {
  const site = known ?? (await lookUp(ports.directory, idsOf(ask)));
  const wanted = ask.changes.flatMap(({ entitlement }) => standing(entitlement, site));
  const lookedAt = ports.clock.now();
  const [seen, groups] = await Promise.all([
    holdersAmong(ports.directory, wanted, ask.subjects, afresh),
    countWhereItMatters(ports.directory, ask, site.groups),
  ]);
  const held = await ports.holdings.getMany(heldAndAdded(connectionId, ask, seen));
  // Somebody took a turn about then: what was seen may no longer be.
  const moved = [...held.values()].some((one) => mayHaveMoved(one, lookedAt));
  const holders = moved ? await holdersAmong(ports.directory, wanted, ask.subjects, true) : seen;
  return {
    people: site.people,
    groups,
    roles: site.roles,
    accounts: new Map([...site.byEmail].map(([email, { accountId }]) => [email, accountId])),
    takenNames: site.takenNames,
    protectedNames: site.protectedNames,
    holders,
    endings: endingsOf(held.values(), ownRequestId),
  };
}

/** Only of what is held already does it matter when it ends, and only to who adds it. */
function heldAndAdded(connectionId: string, ask: Ask, holders: LiveState['holders']): Held[] {
  return ask.changes.flatMap(({ verb, entitlement, subjects }) =>
    subjects.flatMap((position) => {
      const subject = ask.subjects[position];
      if (verb !== 'add' || subject === undefined) return [];
      const isHeld = holders.get(entitlementKey(entitlement))?.has(subjectKey(subject)) === true;
      return (isHeld ? heldBy(connectionId, entitlement, subject) : undefined) ?? [];
    }),
  );
}

/** What is to be taken is looked at anew: another run may have taken it a moment ago. */
function takesAway({ changes }: Ask): boolean {
  return changes.some(({ verb }) => verb === 'remove');
}

/** What can be held by now: it is there. */
function standing(entitlement: Entitlement, site: LookedUp): StandingEntitlement[] {
  if (entitlement.kind === 'group') {
    return site.groups.has(entitlement.groupId) ? [entitlement] : [];
  }
  if (entitlement.kind !== 'role') return [];
  return site.roles.has(entitlementKey(entitlement)) ? [entitlement] : [];
}

const isProtected = (group: DirectoryGroup | undefined) =>
  group !== undefined && group.protection.length > 0;

/** Only a removal from a protected group needs to know how many would be left. */
async function countWhereItMatters(
  directory: Directory,
  ask: Ask,
  groups: ReadonlyMap<string, DirectoryGroup>,
): Promise<Map<string, LiveGroup>> {
  const removals = new Map<string, number>();
  for (const { verb, entitlement, subjects } of ask.changes) {
    if (verb !== 'remove' || entitlement.kind !== 'group') continue;
    if (!isProtected(groups.get(entitlement.groupId))) continue;
    removals.set(entitlement.groupId, subjects.length);
  }
  const entries = [...groups].map(async ([groupId, group]): Promise<[string, LiveGroup]> => {
    const leaving = removals.get(groupId);
    const memberCount =
      leaving === undefined ? undefined : await directory.countMembers(groupId, leaving + 1);
    return [groupId, { ...group, memberCount }];
  });
  return new Map(await Promise.all(entries));
}
