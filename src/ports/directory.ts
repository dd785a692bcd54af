import type { AddressOwner } from '#domain/action/address-owner';
import type {
  ExistingEntitlement,
  ExistingIds,
  GroupEntitlement,
  RoleEntitlement,
} from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { RoleAbsence } from '#domain/grant/role-absence';
import type { Listed } from '#domain/lib/listed';
import type { Acting, OnSite } from '#domain/plan/live-state';
import type { RoleOfProject } from '#domain/policy/opened-by';
import type { Administering, ProtectionDoubt } from '#domain/protection/administering';
import type { GroupProtection } from '#domain/protection/group-protection';
import type { RoleActor } from './provisioner';

/**
 * Reading the connected site, live. Every method throws SiteFailure when the site can't answer;
 * "not there" is an answer.
 */
export interface Directory {
  /** Those of the accounts that the site knows; remembered for a moment, unless it is asked `afresh`. */
  people(
    accountIds: readonly string[],
    afresh?: boolean,
  ): Promise<ReadonlyMap<string, DirectoryPerson>>;
  /** Whose each of these addresses is, by `emailKey`, as far as the site and its organization tell. */
  owners(emails: readonly string[]): Promise<ReadonlyMap<string, AddressOwner<DirectoryPerson>>>;
  /** Everybody who is called exactly so, by `nameKey`; app accounts and customers too. */
  peopleByName(names: readonly string[]): Promise<ReadonlyMap<string, readonly DirectoryPerson[]>>;
  /** Every account on the site, as far as it is read; `isWhole` where there are no more. */
  allAccounts(): Promise<{ readonly accountIds: ReadonlySet<string>; readonly isWhole: boolean }>;
  /** The ids of all groups on the site; undefined where it can't be known that these were all. */
  allGroups(): Promise<ReadonlySet<string> | undefined>;
  /**
   * Those names, by `groupNameKey`, that a group has; undefined where that can't be known. Never which: a name
   * is no proof of anything.
   */
  takenGroupNames(names: readonly string[]): Promise<ReadonlySet<string> | undefined>;
  /** Every group that is protected, and whether that can be known. */
  protection(): Promise<SiteProtection>;
  /** Which groups administer, asked anew with every call. */
  administering(): Promise<Administering>;
  /**
   * The account id that the connection acts as; undefined where the site doesn't tell. `afresh`: asked of
   * the site in any case, so that it is also a look whether the site answers at all.
   */
  ownAccount(afresh?: boolean): Promise<string | undefined>;
  /** What exists of these, each kind in as few calls as it takes; none where nothing is asked for. */
  existing(asked: readonly ExistingIds[]): Promise<FoundOnSite>;
  /** What those of the groups that exist are called now, by group id. */
  groupNames(groupIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those of the groups that exist, by group id. */
  groups(groupIds: readonly string[]): Promise<ReadonlyMap<string, DirectoryGroup>>;
  /** Existing roles among these, with the project's state. Keyed by entitlementKey. */
  roles(
    wanted: readonly { readonly projectId: string; readonly roleId: string }[],
  ): Promise<ReadonlyMap<string, DirectoryRole>>;
  /** Why a role that is not among `roles` is not there. */
  roleAbsence(role: { readonly projectId: string; readonly roleId: string }): Promise<RoleAbsence>;
  /**
   * Who holds what right now, asked with as few calls as the API allows: for each entitlement (by
   * entitlementKey) the ids of those that hold it; nothing for a role that is not there. Groups can hold a role only. Who was in a group is
   * remembered for a moment, unless it is asked `afresh`. Somebody about whom the site does not answer, though it does
   * about others, fails all, or counts as holding it.
   */
  holders(
    entitlements: readonly ExistingEntitlement[],
    among: { readonly accountIds: readonly string[]; readonly groupIds: readonly string[] },
    afresh?: boolean,
    unanswered?: 'fails' | 'held',
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /**
   * Every group that somebody is in; none for somebody whom the site doesn't know. `isOneOfMany`: the others are seen
   * to without an answer, and it is not tried for long.
   */
  groupsOf(
    accountId: string,
    isOneOfMany?: boolean,
  ): Promise<readonly Pick<GroupEntitlement, 'groupId' | 'name'>[]>;
  /** Who of these is on a group's list of members, read once until all are found; undefined where it is too long for that. */
  listedAmong(
    group: GroupEntitlement,
    accountIds: readonly string[],
  ): Promise<ReadonlySet<string> | undefined>;
  /**
   * Whether somebody has a role, asked about the person and not of the role; undefined where the site does
   * not say.
   */
  hasRole(
    role: { readonly projectId: string; readonly roleId: string },
    accountId: string,
  ): Promise<boolean | undefined>;
  /** Whether a group that is not among `groups` has no members to be asked for either. */
  isGroupGone(groupId: string): Promise<boolean>;
  /** The first people of a group, the inactive too, and whether these are all. */
  members(
    groupId: string,
  ): Promise<{ readonly people: readonly DirectoryPerson[]; readonly isWhole: boolean }>;
  /** How many are in each of the groups, the inactive too; none of those of which the site does not say. */
  memberCounts(groupIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** People in a group who can act (active, and no apps), counted up to `atMost`. */
  countActing(groupId: string, atMost: number): Promise<Acting>;
  /**
   * The roles that administer a project and have this group among their actors, or may have. Undefined
   * where it takes more calls than are made for it.
   */
  adminRolesOf(groupId: string): Promise<readonly DirectoryRole[] | undefined>;
  /**
   * What each group opens on the whole site. Undefined where it takes more calls than are made for it, or
   * where the site does not tell each group of each role.
   */
  openedProjects(): Promise<OpenedProjects | undefined>;
  project(projectId: string): Promise<DirectoryProject | undefined>;
  projectRoles(projectId: string): Promise<Listed<ProjectRole>>;
  searchPeople(query: string): Promise<Listed<Person>>;
  /** The one that is called exactly so is among them, whichever others are. */
  searchGroups(query: string): Promise<FoundGroups>;
  searchProjects(query: string): Promise<Listed<DirectoryProject>>;
}

export interface DirectoryPerson extends Person {
  readonly active: boolean;
  /** An app or a portal-only customer can't be a member. */
  readonly accountType: 'atlassian' | 'app' | 'customer' | 'unknown';
}

export interface DirectoryGroup extends Pick<GroupEntitlement, 'groupId' | 'name'> {
  /** Why this group is protected, by every way that says so; none for an ordinary one. */
  readonly protection: readonly GroupProtection[];
  /** Its members come from an identity provider; the product may not change them. */
  readonly managedElsewhere: boolean;
  /** Gives access to a product, and so costs a seat; undefined where that is not known. */
  readonly givesProductAccess: boolean | undefined;
}

/** What exists of each kind, with all that the site tells of it. */
export type FoundOnSite = OnSite<DirectoryGroup, DirectoryRole>;

/** `doubt`: why it can't be known what is protected; every group counts as protected then. */
export interface SiteProtection {
  readonly doubt: ProtectionDoubt | undefined;
  readonly groups: readonly Pick<DirectoryGroup, 'groupId' | 'name' | 'protection'>[];
  /** None is missing that is protected only because Jira marks it so. */
  readonly labelsAreWhole: boolean;
  /** Of every group, protected or not, as far as they are read. */
  readonly names: readonly string[];
  readonly namesAreWhole: boolean;
}

/** `isWhole`: the site has no other group of which that could be said. */
export interface FoundGroups<Group = DirectoryGroup> extends Listed<Group> {
  readonly isWhole: boolean;
}

export interface DirectoryRole extends RoleEntitlement {
  readonly projectArchived: boolean;
  /** The role that administers its project: its last actor is never removed. */
  readonly adminRole: boolean;
  readonly actors: readonly RoleActor[];
  /** The site told each of its actors by an id: there are no others. */
  readonly actorsAreWhole: boolean;
}

/** Every project, and every role of each with the groups in it. */
export interface OpenedProjects {
  readonly projects: readonly DirectoryProject[];
  readonly roles: readonly RoleOfProject[];
}

export interface ProjectRole {
  readonly roleId: string;
  readonly name: string;
  readonly description?: string;
}

export interface DirectoryProject {
  readonly projectId: string;
  readonly key: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly lead: DirectoryPerson | undefined;
}
