import {
  type ExistingEntitlement,
  type ExistingIds,
  entitlementKey,
} from '#domain/action/entitlement';
import type { Instant } from '#domain/lib/time';
import type { Directory, FoundOnSite } from '#ports/directory';
import type { EffectAnswer, RoleActor } from '#ports/provisioner';
import type { SiteClient } from '../client/site-client';
import {
  type AskedOfMembers,
  findGroupHolders,
  type GroupHolderPorts,
} from '../directory/find-group-holders';
import { findGroups } from '../directory/find-groups';
import { findRoleHolders } from '../directory/find-role-holders';
import { findRoles } from '../directory/find-roles';
import type { Recent } from '../directory/recent';
import { addToGroup, removeFromGroup } from './group-calls';
import { actorsOf, addToRole, removeFromRole } from './role-calls';

/**
 * A kind of what can be held: for each there are the calls by which it is found, by which it is known who holds it,
 * and by which it is given and taken.
 */
type Kind = ExistingEntitlement['kind'];
type OfKinds<One> = {
  readonly [Of in Kind]: readonly Extract<One, { readonly kind: Of }>[];
};

export async function findExisting(
  client: SiteClient,
  recent: Recent,
  asked: readonly ExistingIds[],
): Promise<FoundOnSite> {
  const { group, role } = byKind(asked);
  const groupIds = group.map(({ groupId }) => groupId);
  const [groups, roles] = await Promise.all([
    group.length === 0 ? NONE : findGroups(client, recent, groupIds),
    role.length === 0 ? NONE : findRoles(client, role),
  ]);
  return { groups, roles };
}

/** A new map without types would be one of anything. */
const NONE: ReadonlyMap<string, never> = new Map<string, never>();

type Holders = Iterable<readonly [string, ReadonlySet<string>]>;

export async function findHolders(
  ports: GroupHolderPorts,
  entitlements: readonly ExistingEntitlement[],
  among: Parameters<Directory['holders']>[1],
  how: Pick<AskedOfMembers, 'afresh' | 'unanswered'>,
): ReturnType<Directory['holders']> {
  const once = new Map(entitlements.map((each) => [entitlementKey(each), each])).values();
  const { group, role } = byKind([...once]);
  const people = [...new Set(among.accountIds)];
  const found: { readonly [Of in Kind]: Promise<Holders> } = {
    group: findGroupHolders(ports, group, { people, ...how }),
    role: allOf(role.map((one) => findRoleHolders(ports.client, one, among))),
  };
  return new Map(await allOf(Object.values(found)));
}

const allOf = async (found: readonly Promise<Holders>[]): Promise<Holders> =>
  (await Promise.all(found)).flatMap((one) => [...one]);

export function give(
  client: SiteClient,
  entitlement: ExistingEntitlement,
  to: RoleActor,
  notAfter: Instant | undefined,
): Promise<EffectAnswer> {
  switch (entitlement.kind) {
    case 'group':
      return addToGroup(client, entitlement, to, notAfter);
    case 'role':
      return addToRole(client, entitlement, actorsOf(to), notAfter);
  }
}

export function take(
  client: SiteClient,
  entitlement: ExistingEntitlement,
  from: RoleActor,
  notAfter: Instant | undefined,
): Promise<EffectAnswer> {
  switch (entitlement.kind) {
    case 'group':
      return removeFromGroup(client, entitlement, from, notAfter);
    case 'role':
      return removeFromRole(client, entitlement, from, notAfter);
  }
}

function byKind<One extends ExistingIds>(all: readonly One[]): OfKinds<One> {
  return { group: ofKind(all, 'group'), role: ofKind(all, 'role') };
}

function ofKind<One extends ExistingIds, Of extends Kind>(all: readonly One[], kind: Of) {
  return all.filter((one): one is Extract<One, { readonly kind: Of }> => one.kind === kind);
}
