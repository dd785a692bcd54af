import type { GroupEntitlement } from '../action/entitlement';
import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { UnlockableProtection } from '../protection/group-protection';
import type { BreakGlass } from './break-glass';
import type { Bundle } from './bundle';
import type { Rule } from './rule';

/** What may be asked, decided by whom, for how long. Every saved change makes a new version. */
export interface Policy {
  readonly version: number;
  /** Groups that can be asked for. */
  readonly requestableGroups: readonly RequestableGroup[];
  /** Roles of the issue's own project can always be asked for. */
  readonly rolesOf: 'issueProject' | 'anyProject';
  /** Whether accounts and groups can be asked for; the lead decides about each all the same. */
  readonly creation: { readonly users: boolean; readonly groups: boolean };
  /** Any of them decides where the project lead can't; named in this order. */
  readonly fallbackApprovers: readonly Person[];
  /** They decide as well where nobody has for so many hours; undefined: never. */
  readonly fallbackAfterHours: number | undefined;
  /** A request that nobody decides in this time has timed out. */
  readonly decideWithinDays: number;
  /** The longest term that can be asked for; undefined: access may be permanent. */
  readonly longestTermDays: number | undefined;
  /** What holds besides, or otherwise, for some of it (`ruling.ts`). */
  readonly rules: readonly Rule[];
  /** What is asked for together, each under a name of its own. */
  readonly bundles: readonly Bundle[];
  /** Who may take what before anybody decides; undefined: nobody. */
  readonly breakGlass: BreakGlass | undefined;
  /** Groups that were taken off the list in the last few days: a request that created one puts nobody more into it. */
  readonly delisted?: readonly Delisted[];
  /** Who saved this version; the first, and those of earlier versions of the app, have nobody. */
  readonly savedBy?: Person;
}

export interface Delisted {
  readonly groupId: string;
  readonly at: Instant;
}

export interface RequestableGroup extends GroupEntitlement {
  /** What an admin knew this one group to be protected for as they unlocked it; none: locked. */
  readonly unlockedFor: readonly UnlockableProtection[];
  /** Who answers for it, where a rule asks them; nobody where it is not there. */
  readonly owners?: readonly Person[];
  /** On which site, by its cloud id: sites of one organization share groups, and each has its own admins. */
  readonly unlockedOn?: string;
}

/** The owners of a group as they are kept: nothing where there are none. */
export const ownersAs = (owners: readonly Person[]): Pick<RequestableGroup, 'owners'> =>
  owners.length === 0 ? {} : { owners };

export const FIRST_POLICY: Policy = {
  version: 1,
  requestableGroups: [],
  rolesOf: 'issueProject',
  creation: { users: true, groups: true },
  fallbackApprovers: [],
  fallbackAfterHours: undefined,
  decideWithinDays: 14,
  longestTermDays: undefined,
  rules: [],
  bundles: [],
  breakGlass: undefined,
};
