import { type ExistingEntitlement, entitlementKey } from '#domain/action/entitlement';
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

/**
 * What somebody has among the groups that can be asked for and the roles of the issue's project. What
 * could not be asked for is not told.
 */
export async function listHoldings(
  ports: HoldingsPorts,
  {
    connectionId,
    accountId,
    issue,
  }: { readonly connectionId: string; readonly accountId: string; readonly issue: IssueRef },
): Promise<Result<readonly Holding[], { readonly code: 'notConnected' }>> {
  const [connection, policy] = await Promise.all([
    ports.connections.of(connectionId),
    ports.policies.inForce(connectionId),
  ]);
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const { directory } = ports.siteOf(connectionId);
  const { projectId } = issue;
  const projectRoles = isSameSite(connectionId, issue)
    ? (await directory.projectRoles(projectId)).items
    : [];
  const groupIds = policy.requestableGroups.map(({ groupId }) => groupId);
  const [groups, roles] = await Promise.all([
    groupIds.length === 0 ? new Map<string, DirectoryGroup>() : directory.groups(groupIds),
    projectRoles.length === 0
      ? new Map<string, DirectoryRole>()
      : directory.roles(projectRoles.map(({ roleId }) => ({ projectId, roleId }))),
  ]);
  const askable: Holding[] = [
    ...policy.requestableGroups.flatMap((listed): Holding[] => {
      const { groupId } = listed;
      const group = groups.get(groupId);
      if (group === undefined || group.managedElsewhere) return [];
      if (!judgeProtection(group.protection, unlocksOn(listed, connectionId)).allowed) return [];
      const { name } = group;
      return [{ entitlement: { kind: 'group', groupId, name }, risk: riskOf(group) }];
    }),
    ...[...roles.values()].map(
      ({ projectArchived: _archived, adminRole, actors: _actors, ...role }) => ({
        entitlement: role,
        risk: adminRole ? ('administers' as const) : undefined,
      }),
    ),
  ];
  if (askable.length === 0) return ok([]);
  const holders = await directory.holders(
    askable.map(({ entitlement }) => entitlement),
    { accountIds: [accountId], groupIds: [] },
  );
  return ok(
    askable.filter(
      ({ entitlement }) => holders.get(entitlementKey(entitlement))?.has(accountId) === true,
    ),
  );
}

function riskOf(group: DirectoryGroup): Holding['risk'] {
  if (group.protection.length > 0) return 'administers';
  return group.givesProductAccess === false ? undefined : 'givesSeat';
}
