import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import type { OnSite } from '#domain/plan/live-state';
import { judgeByPolicy, type KnownOfAccess, policyRules } from '#domain/policy/decided-by-policy';
import { type GlassSeen, judgeGlassOf, judgeGlassPlace } from '#domain/policy/judge-break-glass';
import type { Policy } from '#domain/policy/policy';
import type { Unasked } from '#domain/request/authorization';
import type { Directory } from '#ports/directory';

/** Whether the policy would give this today without anybody being asked, or let whoever asks take it. */
export type PolicyDecides = (entitlement: Entitlement, unasked: Unasked) => Promise<boolean>;
export type AdminRolesDirectory = Pick<Directory, 'adminRolesOf'>;

/** What the site says of what would be given without anybody being asked. Throws SiteFailure. */
export async function findKnownOfAccess(
  directory: AdminRolesDirectory,
  entitlement: Entitlement,
  live: OnSite,
): Promise<KnownOfAccess | undefined> {
  switch (entitlement.kind) {
    case 'account':
    case 'newGroup':
      return undefined;
    case 'role': {
      const role = live.roles.get(entitlementKey(entitlement));
      return role && { kind: 'role', adminRole: role.adminRole };
    }
    case 'group': {
      const { groupId } = entitlement;
      const group = live.groups.get(groupId);
      if (group === undefined) return undefined;
      const { protection, givesProductAccess } = group;
      const known = { kind: 'group', protection, givesProductAccess } as const;
      // It takes many calls, and is asked only where nothing else says no.
      if (protection.length > 0 || givesProductAccess !== false) {
        return { ...known, administersProject: undefined };
      }
      const roles = await directory.adminRolesOf(groupId);
      return { ...known, administersProject: roles && roles.length > 0 };
    }
  }
}

/**
 * Whether a policy would still decide about what it has given somebody, or let them take, by what the site was found to say: about each group or role it is
 * asked once. Throws SiteFailure where the site does not tell just now.
 */
export function policyDecidesOn(
  directory: AdminRolesDirectory,
  policy: Policy | undefined,
  live: OnSite,
): PolicyDecides {
  const asked = new Map<string, Promise<boolean>>();
  const ask = async (entitlement: Entitlement) => {
    if (policy === undefined || policyRules(policy, entitlement).length === 0) return false;
    const known = await findKnownOfAccess(directory, entitlement, live);
    return judgeByPolicy(policy, { verb: 'add', entitlement }, [], known).allowed;
  };
  return async (entitlement, unasked) => {
    if (unasked.as === 'brokeGlass') {
      if (policy === undefined || !judgeGlassOf(policy, unasked.by).allowed) return false;
      return judgeGlassPlace(policy, entitlement, glassSeen(entitlement, live)).allowed;
    }
    const key = entitlementKey(entitlement);
    const found = asked.get(key) ?? ask(entitlement);
    asked.set(key, found);
    return found;
  };
}

/** What the site was found to say of what somebody takes before anybody decides. */
export function glassSeen(
  entitlement: Entitlement,
  { groups, roles }: OnSite,
): GlassSeen | undefined {
  switch (entitlement.kind) {
    case 'account':
    case 'newGroup':
      return undefined;
    case 'role': {
      const role = roles.get(entitlementKey(entitlement));
      return role && { kind: 'role', adminRole: role.adminRole };
    }
    case 'group': {
      const group = groups.get(entitlement.groupId);
      return group && { kind: 'group', protection: group.protection };
    }
  }
}
