import type { GroupEntitlement } from '#domain/action/entitlement';
import { holdingId } from '#domain/holding/holding';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { ConnectionStore } from '#ports/connection-store';
import type { HeldPage } from '#ports/holding-store';
import type { PolicyStore } from '#ports/policy-store';
import type { Sites } from '#ports/site';
import type { Viewer } from '../projections/list-own';
import { asSubject, type HeldFrom, type ListHeldPorts, withSource } from './list-held';

export interface ListBesidesPorts extends ListHeldPorts, Sites {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

export interface Besides {
  /** Groups that can be asked for and that they are in, though the app has not brought them there. */
  readonly notThrough: readonly NotThrough[];
  /** What the app gave to groups that they are in. */
  readonly byGroup: readonly HeldFrom[];
  /** How many of their groups were not looked at for that. */
  readonly groupsLeft: number;
  readonly unreadable: number;
}

export interface NotThrough {
  readonly group: Pick<GroupEntitlement, 'groupId' | 'name'>;
  /** An identity provider says who is in it. */
  readonly managedElsewhere: boolean;
}

/** So many groups of one person are looked at: each is a query. */
const GROUPS = 40;
const QUERIES_AT_ONCE = 10;
/** A group in more roles than these is rare. */
const ROLES = 20;

/**
 * What somebody has that no grant of theirs says: by the groups that the connected site shows them in. It asks the site,
 * and so it is no part of the first view.
 */
export async function listBesides(
  ports: ListBesidesPorts,
  viewer: Viewer,
): Promise<Result<Besides, { readonly code: 'notConnected' }>> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const { id } = connection;
  const { directory } = ports.siteOf(id);
  const [groups, policy] = await Promise.all([
    directory.groupsOf(viewer.accountId),
    ports.policies.inForce(id),
  ]);
  const listed = new Set(policy.requestableGroups.map(({ groupId }) => groupId));
  const own = groups.filter(({ groupId }) => listed.has(groupId));
  const [notThrough, byGroup] = await Promise.all([
    findNotThrough(ports, viewer, id, own),
    findByGroup(ports, groups.slice(0, GROUPS), id),
  ]);
  return ok({
    notThrough,
    byGroup: await withSource(ports, viewer, byGroup.holdings),
    groupsLeft: Math.max(0, groups.length - GROUPS),
    unreadable: byGroup.unreadable,
  });
}

type Group = Pick<GroupEntitlement, 'groupId' | 'name'>;

/** What can't be read of theirs may have been given through the app: it is not told as if it had not. */
async function findNotThrough(
  ports: ListBesidesPorts,
  viewer: Viewer,
  connectionId: string,
  own: readonly Group[],
): Promise<readonly NotThrough[]> {
  if (own.length === 0) return [];
  const heldAs = (group: Group) => ({
    connectionId,
    entitlement: { kind: 'group' as const, ...group },
    subject: asSubject(viewer),
  });
  const { found, unreadable } = await ports.holdings.getMany(own.map(heldAs));
  const left = own.filter((group) => {
    const key = holdingId(heldAs(group));
    return !unreadable.has(key) && (found.get(key)?.grants.length ?? 0) === 0;
  });
  if (left.length === 0) return [];
  const there = await ports
    .siteOf(connectionId)
    .directory.groups(left.map(({ groupId }) => groupId));
  return left.map((group) => ({
    group,
    managedElsewhere: there.get(group.groupId)?.managedElsewhere === true,
  }));
}

async function findByGroup(
  { holdings }: ListBesidesPorts,
  groups: readonly Group[],
  connectionId: string,
) {
  const pages: HeldPage[] = [];
  for (let from = 0; from < groups.length; from += QUERIES_AT_ONCE) {
    const together = groups.slice(from, from + QUERIES_AT_ONCE);
    pages.push(
      ...(await Promise.all(
        together.map(({ groupId, name }) =>
          holdings.of({ kind: 'group', groupId, displayName: name }, 'inForce', undefined, ROLES),
        ),
      )),
    );
  }
  return {
    holdings: pages.flatMap((page) =>
      page.holdings.filter((one) => one.connectionId === connectionId),
    ),
    unreadable: pages.reduce((sum, { unreadable }) => sum + unreadable, 0),
  };
}
