import type { Ask } from '#domain/action/ask';
import {
  type Entitlement,
  entitlementKey,
  type StandingEntitlement,
} from '#domain/action/entitlement';
import { endingsOf } from '#domain/grant/endings-of';
import type { LiveGroup, LiveState } from '#domain/provisioning/live-state';
import type { Directory, DirectoryGroup } from '#ports/directory';
import type { GrantStore } from '#ports/grant-store';
import { holdersAmong } from './holders-among';
import { idsOf, type LookedUp, lookUp } from './look-up';

export interface LivePorts {
  readonly directory: Directory;
  readonly grants: GrantStore;
}

/** Asks the site, and the store of grants, for everything that a plan of this ask stands on. */
export async function readLiveState(
  ports: LivePorts,
  connectionId: string,
  ask: Ask,
  known?: LookedUp,
): Promise<LiveState> {
  const site = known ?? (await lookUp(ports.directory, idsOf(ask)));
  const wanted = ask.changes.flatMap(({ entitlement }) => standing(entitlement, site));
  const [holders, endings, groups] = await Promise.all([
    holdersAmong(ports.directory, wanted, ask.subjects, takesAway(ask)),
    readEndings(ports.grants, connectionId, wanted),
    countWhereItMatters(ports.directory, ask, site.groups),
  ]);
  return {
    people: site.people,
    groups,
    roles: site.roles,
    accounts: new Map([...site.byEmail].map(([email, { accountId }]) => [email, accountId])),
    takenNames: site.takenNames,
    protectedNames: site.protectedNames,
    holders,
    endings,
  };
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

async function readEndings(
  grants: GrantStore,
  connectionId: string,
  wanted: readonly StandingEntitlement[],
): Promise<LiveState['endings']> {
  const endings = await Promise.all(
    wanted.map(async (entitlement) => {
      const ids = await grants.openFor(connectionId, entitlement);
      const blocks = await Promise.all(ids.map((id) => grants.get(id)));
      const found = endingsOf(blocks.flatMap((block) => block ?? []));
      return [entitlementKey(entitlement), found] as const;
    }),
  );
  return new Map(endings);
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
