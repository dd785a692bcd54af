import type { Connection } from '#domain/connection/connection';
import type { FoundProtection } from '#domain/plan/entitlement-rules';
import type { Policy } from '#domain/policy/policy';
import { isProtectedAsBefore } from '#domain/protection/group-protection';
import type { ConnectionStore } from '#ports/connection-store';
import type { Directory } from '#ports/directory';
import type { PolicyStore } from '#ports/policy-store';

/** What the verdicts about a block of steps stand on, besides the people. */
export interface JudgedOn {
  readonly connectionId: string;
  readonly policy: Policy;
  readonly connection: Connection | undefined;
  /** The group that the block is about, and what it was found to be protected for. */
  readonly group: FoundProtection | undefined;
}

/**
 * Whether all that is as it was: the policy, the connection and its token, what the group grants, and
 * whether what it is called protects it. Three calls to the site where it is about a group, none where it is not. Throws SiteFailure.
 */
export async function isUnchanged(
  ports: {
    readonly policies: PolicyStore;
    readonly connections: ConnectionStore;
    readonly directory: Directory;
  },
  { connectionId, policy, connection, group }: JudgedOn,
): Promise<boolean> {
  const [policyNow, connectionNow, administering, names] = await Promise.all([
    ports.policies.inForce(connectionId),
    ports.connections.of(connectionId),
    group === undefined ? undefined : ports.directory.administering(),
    group === undefined ? undefined : ports.directory.groupNames([group.groupId]),
  ]);
  if (policyNow.version !== policy.version) return false;
  if (connectionNow?.credentialId !== connection?.credentialId) return false;
  if (group === undefined) return true;
  const { groupId, protection } = group;
  const name = names?.get(groupId);
  return (
    name !== undefined &&
    administering?.known === true &&
    isProtectedAsBefore({ groupId, name }, protection, administering)
  );
}
