/** What somebody can hold: membership of a group, or a place among the actors of a project role. */
export type Entitlement = GroupEntitlement | RoleEntitlement;

export interface GroupEntitlement {
  readonly kind: 'group';
  readonly groupId: string;
  readonly name: string;
}

export interface RoleEntitlement {
  readonly kind: 'role';
  readonly projectId: string;
  readonly projectKey: string;
  readonly projectName: string;
  readonly roleId: string;
  readonly name: string;
}

/** One string per entitlement, the same for the same thing whatever it is called today. */
export function entitlementKey(entitlement: Entitlement): string {
  return entitlement.kind === 'group'
    ? `group:${entitlement.groupId}`
    : `role:${entitlement.projectId}:${entitlement.roleId}`;
}
