import {
  type ExistingEntitlement,
  entitlementKey,
  type GroupEntitlement,
  type RoleEntitlement,
} from '#domain/action/entitlement';
import { allListed } from '#domain/lib/listed';
import { ok, type Result, refuse } from '#domain/lib/result';
import { unlocksOn } from '#domain/policy/unlock';
import { judgeProtection } from '#domain/protection/judge-protection';
import type { IssueRef } from '#domain/request/access-request';
import { isSameSite } from '#domain/request/is-same-site';
import type { ConnectionStore } from '#ports/connection-store';
import type { DirectoryGroup, DirectoryRole } from '#ports/directory';
import type { PolicyStore } from '#ports/policy-store';
import type { Sites } from '#ports/site';

export interface HoldingsPorts extends Sites {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

export interface Holding {
  readonly entitlement: ExistingEntitlement;
  readonly risk: 'givesSeat' | 'administers' | undefined;
}

export interface HoldingsQuestion {
  readonly connectionId: string;
  readonly accountId: string;
  readonly issue: IssueRef;
  /** Roles of other projects, of which it is asked too. */
  readonly besides?: readonly RoleEntitlement[];
  /** Who is in a group is not remembered from a moment ago. */
  readonly afresh?: boolean;
}

export interface FoundHoldings {
  readonly held: readonly Holding[];
  /** Groups that can be asked for and that they are in, as an identity provider says. */
  readonly managedElsewhere: readonly GroupEntitlement[];
  /** How many roles of the project make no sense: whether they have those is not known. */
  readonly unreadable: number;
}

/**
 * What somebody has among the groups that can be asked for and the roles of the issue's project. What
 * could not be asked for is not told.
 */
export async function listHoldings(
  ports: HoldingsPorts,
  question: HoldingsQuestion,
): Promise<Result<readonly Holding[], { readonly code: 'notConnected' }>> {
  const found = await findHoldings(ports, question);
  return found.ok ? ok(found.value.held) : found;
}

/** The same with what of it is not known, or nobody can take away by a request. */
export async function findHoldings(
  ports: HoldingsPorts,
  { connectionId, accountId, issue, besides = [], afresh = false }: HoldingsQuestion,
): Promise<Result<FoundHoldings, { readonly code: 'notConnected' }>> {
  const [connection, policy] = await Promise.all([
    ports.connections.of(connectionId),
    ports.policies.inForce(connectionId),
  ]);
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const { directory } = ports.siteOf(connectionId);
  const { projectId } = issue;
  const projectRoles = isSameSite(connectionId, issue)
    ? await directory.projectRoles(projectId)
    : allListed([]);
  const { unreadable } = projectRoles;
  const roleIds = [
    ...projectRoles.items.map(({ roleId }) => ({ projectId, roleId })),
    ...besides.map((one) => ({ projectId: one.projectId, roleId: one.roleId })),
  ];
  const groupIds = policy.requestableGroups.map(({ groupId }) => groupId);
  const [names, roles] = await Promise.all([
    groupIds.length === 0 ? new Map<string, string>() : directory.groupNames(groupIds),
    roleIds.length === 0 ? new Map<string, DirectoryRole>() : directory.roles(roleIds),
  ]);
  const listed = [...names].map(([groupId, name]) => ({ kind: 'group' as const, groupId, name }));
  const asked: readonly ExistingEntitlement[] = [
    ...listed,
    ...[...roles.values()].map(withoutState),
  ];
  if (asked.length === 0) return ok({ held: [], managedElsewhere: [], unreadable });
  const holders = await directory.holders(asked, { accountIds: [accountId], groupIds: [] }, afresh);
  const held = asked.filter((one) => holders.get(entitlementKey(one))?.has(accountId) === true);
  // What they give is asked of those alone: of a thousand that are listed, it takes too many calls.
  const heldGroups = held.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  const groups =
    heldGroups.length === 0
      ? new Map<string, DirectoryGroup>()
      : await directory.groups(heldGroups);
  const managedElsewhere: GroupEntitlement[] = [];
  return ok({
    unreadable,
    managedElsewhere,
    held: held.flatMap((entitlement): Holding[] => {
      if (entitlement.kind !== 'group') {
        const administers = roles.get(entitlementKey(entitlement))?.adminRole === true;
        return [{ entitlement, risk: administers ? 'administers' : undefined }];
      }
      const group = groups.get(entitlement.groupId);
      if (group === undefined) return [];
      const onList = policy.requestableGroups.find(({ groupId }) => groupId === group.groupId);
      const unlocks = unlocksOn(onList, connectionId);
      if (!judgeProtection(group.protection, unlocks).allowed) return [];
      if (group.managedElsewhere) {
        managedElsewhere.push(entitlement);
        return [];
      }
      return [{ entitlement, risk: riskOf(group) }];
    }),
  });
}

const withoutState = ({
  projectArchived: _archived,
  adminRole: _admin,
  actors: _actors,
  actorsAreWhole: _whole,
  ...role
}: DirectoryRole): ExistingEntitlement => role;

function riskOf(group: DirectoryGroup): Holding['risk'] {
  if (group.protection.length > 0) return 'administers';
  return group.givesProductAccess === false ? undefined : 'givesSeat';
}
