import type { Instant } from '../lib/time';
import type { GroupProtection } from '../protection/group-protection';

/**
 * What the connected site says at one moment of everything an ask speaks of. Whatever is not in a map
 * does not exist there. Entitlements by `entitlementKey`, subjects by `subjectKey`.
 */
export interface LiveState {
  readonly people: ReadonlyMap<string, LivePerson>;
  readonly groups: ReadonlyMap<string, LiveGroup>;
  readonly roles: ReadonlyMap<string, LiveRole>;
  /** The ids of accounts that the addresses of new people have already, by `emailKey`. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Names that groups have already, by `groupNameKey`. */
  readonly takenNames: ReadonlySet<string>;
  /** Names that no new group may be mistaken for; undefined where they can't be known. */
  readonly protectedNames: ReadonlySet<string> | undefined;
  /** The subjects of the ask that hold an entitlement. */
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>;
  /** When access that the app gave for a time ends: by entitlement, by subject. */
  readonly endings: ReadonlyMap<string, ReadonlyMap<string, Instant>>;
}

export interface LivePerson {
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer' | 'unknown';
}

export interface LiveGroup {
  readonly protection: readonly GroupProtection[];
  readonly managedElsewhere: boolean;
  /** Counted only where somebody is to be removed from a protected group. */
  readonly memberCount: number | undefined;
}

export interface LiveRole {
  readonly projectArchived: boolean;
  readonly adminRole: boolean;
  readonly actorCount: number;
}
