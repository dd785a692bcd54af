import type { Product } from './product';

/**
 * What somebody can hold: membership of a group, a place among the actors of a project role, or an
 * account on the site. A group that a request creates has no id until it is there.
 */
export type Entitlement =
  | GroupEntitlement
  | RoleEntitlement
  | NewGroupEntitlement
  | AccountEntitlement;

/** What was there before a request, and what a grant can be about. */
export type ExistingEntitlement = GroupEntitlement | RoleEntitlement;

/** What one call of the site gives to many (doc: Add actors to project role); all else takes one each. */
export type GivenTogether = RoleEntitlement;

/** What is a role of a project: where a group is given it, whoever is in the group has the role. */
export type OpensRole = RoleEntitlement;

/** What is asked of a kind wherever it matters, so that nobody has to ask which one it is. */
interface Kind<Of extends Entitlement['kind']> {
  readonly exists: Of extends ExistingEntitlement['kind'] ? true : false;
  readonly givenTogether: Of extends GivenTogether['kind'] ? true : false;
  readonly opensRole: Of extends OpensRole['kind'] ? true : false;
  /** Whether the app may act by it: before somebody leaves it, it is looked up who the app is. */
  readonly mayCarryApp: boolean;
  /** By which part of a rule's scope it is ruled. */
  readonly ruledAs: 'groups' | 'roles' | 'accounts' | 'newGroups';
  /** Whom a plan of it may tell what is there: whoever sees its project, if it has one; see `seesAskedProjects`. */
  readonly toldTo: 'everybody' | 'everybodyWhereListed' | 'whoeverBrowses';
}

/** A kind that is missing here, or in the type, is a type error. */
export const ENTITLEMENT_KINDS = {
  group: {
    exists: true,
    givenTogether: false,
    opensRole: false,
    mayCarryApp: true,
    ruledAs: 'groups',
    toldTo: 'everybodyWhereListed',
  },
  role: {
    exists: true,
    givenTogether: true,
    opensRole: true,
    mayCarryApp: false,
    ruledAs: 'roles',
    toldTo: 'everybody',
  },
  newGroup: {
    exists: false,
    givenTogether: false,
    opensRole: false,
    mayCarryApp: false,
    ruledAs: 'newGroups',
    toldTo: 'whoeverBrowses',
  },
  account: {
    exists: false,
    givenTogether: false,
    opensRole: false,
    mayCarryApp: false,
    ruledAs: 'accounts',
    toldTo: 'everybody',
  },
} as const satisfies { readonly [Of in Entitlement['kind']]: Kind<Of> };

export function isExisting(entitlement: Entitlement): entitlement is ExistingEntitlement {
  return ENTITLEMENT_KINDS[entitlement.kind].exists;
}

export function isGivenTogether(entitlement: Entitlement): entitlement is GivenTogether {
  return ENTITLEMENT_KINDS[entitlement.kind].givenTogether;
}

export function opensRole(entitlement: Entitlement): entitlement is OpensRole {
  return ENTITLEMENT_KINDS[entitlement.kind].opensRole;
}

/**
 * What it is called to give, to take and to create each, also where it is stored. What no request can ask for
 * is as near to it as can be: the plan refuses it for what it is.
 */
export const ENTITLEMENT_ACTIONS = {
  group: { add: 'group.addUser', remove: 'group.removeUser', create: 'group.create' },
  newGroup: { add: 'group.addUser', remove: 'group.removeUser', create: 'group.create' },
  role: { add: 'role.addActor', remove: 'role.removeActor', create: 'group.create' },
  account: { add: 'user.create', remove: 'user.create', create: 'user.create' },
} as const satisfies Readonly<Record<Entitlement['kind'], object>>;

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

/** Membership of a group that the same request creates. */
export interface NewGroupEntitlement {
  readonly kind: 'newGroup';
  readonly name: string;
}

/** An account on the site, with access to just these products: each of them costs a seat. */
export interface AccountEntitlement {
  readonly kind: 'account';
  readonly products: readonly Product[];
}

/** Whose lead decides about it, and who may not see it may not ask for it. */
export function isOfProject<Any extends { readonly kind: string }>(
  entitlement: Any,
): entitlement is Extract<Any, { readonly projectId: string }> {
  return 'projectId' in entitlement;
}

/** One string per entitlement, the same for the same thing whatever it is called today. */
export function entitlementKey(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'group':
      return `group:${entitlement.groupId}`;
    case 'role':
      return `role:${entitlement.projectId}:${entitlement.roleId}`;
    case 'newGroup':
      return `newGroup:${groupNameKey(entitlement.name)}`;
    case 'account':
      return 'account';
  }
}

/** By what something that is there is asked for: its name says nothing until the site was asked. */
export type ExistingIds =
  | Pick<GroupEntitlement, 'kind' | 'groupId'>
  | Pick<RoleEntitlement, 'kind' | 'projectId' | 'roleId'>;

export function existingIds(entitlement: ExistingEntitlement): ExistingIds {
  switch (entitlement.kind) {
    case 'group':
      return { kind: 'group', groupId: entitlement.groupId };
    case 'role': {
      const { projectId, roleId } = entitlement;
      return { kind: 'role', projectId, roleId };
    }
  }
}

/** What is asked for by its ids, while it is not known what it is called. */
export function unnamed(ids: ExistingIds): ExistingEntitlement {
  switch (ids.kind) {
    case 'group':
      return { kind: 'group', groupId: ids.groupId, name: 'Unknown group' };
    case 'role':
      return {
        kind: 'role',
        projectId: ids.projectId,
        projectKey: '?',
        projectName: 'Unknown project',
        roleId: ids.roleId,
        name: 'Unknown role',
      };
  }
}

/** Jira tells names of groups apart without regard to case. */
export function groupNameKey(name: string): string {
  return name.trim().toLowerCase();
}
