import type { AddressOwner } from '../action/address-owner';
import type { GroupEntitlement, RoleEntitlement } from '../action/entitlement';
import type { Ending } from '../grant/ending';
import type { GivenOnRecord } from '../grant/grant';
import type { NoRenewal } from '../grant/no-renewal';
import type { RoleAbsence } from '../grant/role-absence';
import type { StandingApproval } from '../grant/standing-approval';
import type { Instant } from '../lib/time';
import type { GroupProtection } from '../protection/group-protection';

/**
 * What the connected site says at one moment of everything an ask speaks of. Whatever is not in a map
 * does not exist there. Entitlements by `entitlementKey`, subjects by `subjectKey`.
 */
export interface LiveState extends OnSite {
  readonly people: ReadonlyMap<string, LivePerson>;
  /** By `emailKey`, whose the addresses of the ask are, by account id. */
  readonly owners: ReadonlyMap<string, AddressOwner<string>>;
  /** Names that groups have already, by `groupNameKey`. */
  readonly takenNames: ReadonlySet<string>;
  /** Names of protected groups, and reserved ones; undefined where they can't be known. */
  readonly protectedNames: ReadonlySet<string> | undefined;
  /** Names of the other groups on the site; undefined where they can't be known. */
  readonly groupNames: readonly string[] | undefined;
  /** As whom the app acts, looked up only where somebody is to be taken from a group. */
  readonly ownAccount: string | undefined;
  /** Why roles are not there; asked only before something is ended. By `entitlementKey`. */
  readonly absences: ReadonlyMap<string, RoleAbsence>;
  /** The subjects of the ask that hold an entitlement. */
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>;
  /** When access that the app gave for a time ends: by entitlement, by subject. */
  readonly endings: ReadonlyMap<string, ReadonlyMap<string, Ending>>;
  /** What the request that asks has given by its records, in force or over by now. */
  readonly given: ReadonlyMap<string, ReadonlyMap<string, GivenOnRecord>>;
  /** When the latest request was approved that has taken it away: by entitlement, by subject. */
  readonly revoked: ReadonlyMap<string, ReadonlyMap<string, Instant>>;
  /** When the requests were approved by which it is held, and until when: by entitlement, by subject. */
  readonly approved: ReadonlyMap<string, ReadonlyMap<string, readonly StandingApproval[]>>;
  /** What somebody said of it who does not want it renewed: by entitlement, by subject. */
  readonly noRenewals: ReadonlyMap<string, ReadonlyMap<string, NoRenewal>>;
  /** Where what the app keeps of it can't be read: by entitlement, the subjects. */
  readonly unreadable: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is there of each kind that can be held, with as much as is told of it; groups by their id. */
export interface OnSite<Group = LiveGroup, Role = LiveRole> {
  readonly groups: ReadonlyMap<string, Group>;
  readonly roles: ReadonlyMap<string, Role>;
}

export interface LivePerson {
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer' | 'unknown';
  /** Where the site shows it. */
  readonly email?: string;
}

export interface LiveGroup {
  readonly protection: readonly GroupProtection[];
  readonly managedElsewhere: boolean;
  /** Undefined where that is not known. */
  readonly givesProductAccess: boolean | undefined;
  /** Counted only where somebody is to be taken from it. */
  readonly acting: Acting | undefined;
  /** Looked up only of a group that is about to be left without anybody who can act. */
  readonly administersAlone: AdministersAlone | undefined;
}

/**
 * Whether a project has nobody else who can act as its administrator. `withOthers`: as long as these are there;
 * `no`: it administers none.
 */
export type AdministersAlone = 'yes' | 'withOthers' | 'no' | 'notKnown';

export interface LiveRole {
  readonly projectArchived: boolean;
  readonly adminRole: boolean;
  /** Counted only where somebody is to be taken from a role that administers its project. */
  readonly acting: Acting | undefined;
}

/** What the site says of something that can be held, whoever may ask for it. */
export type StateOnSite =
  | 'open'
  | 'managedElsewhere'
  | 'projectArchived'
  | 'gone'
  /** Gone, or not shown to the app: see `RoleAbsence`. */
  | 'notShown';

/** As much of the site as tells how something stands on it. */
export type Seen = OnSite<Pick<LiveGroup, 'managedElsewhere'>, Pick<LiveRole, 'projectArchived'>>;

/** As much of the site as tells what something is called there. */
export type Named = OnSite<
  Pick<GroupEntitlement, 'name'>,
  Pick<RoleEntitlement, 'name' | 'projectKey' | 'projectName'>
>;

/** Who can act among the members of a group, or the actors of a role. */
export interface Acting {
  /** How many, counted no further than is needed. */
  readonly count: number;
  /** Everybody was looked at, unless there were enough. */
  readonly isWhole: boolean;
  /** Groups among the actors of a role in which nobody can act. */
  readonly idleGroups: ReadonlySet<string>;
}
