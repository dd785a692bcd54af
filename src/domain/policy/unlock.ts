import {
  type GroupProtection,
  UNLOCKABLE_PROTECTIONS,
  type UnlockableProtection,
} from '../protection/group-protection';
import { takesSiteAdministrator } from '../protection/judge-protection';
import type { FaultOfBundle } from './judge-bundle';
import type { FaultOfRule } from './judge-rule';
import type { RequestableGroup } from './policy';

/**
 * What a group is unlocked for on this site. Who administers one site of an organization says nothing of
 * another, and which site an unlock of an earlier version was for is not known.
 */
export function unlocksOn(
  group: Pick<RequestableGroup, 'unlockedFor' | 'unlockedOn'> | undefined,
  connectionId: string,
): readonly UnlockableProtection[] {
  return group?.unlockedOn === connectionId ? group.unlockedFor : [];
}

/** Why a policy can't be saved as it was sent. */
export type PolicyRefusal =
  /** These groups can be unlocked by somebody who administers the site, and by nobody else. */
  | { readonly code: 'takesSiteAdministrator'; readonly groups: readonly string[] }
  /** What is protected, or who administers the site, can't be known now. */
  | { readonly code: 'protectionNotKnown'; readonly groups: readonly string[] }
  /** By ids that nobody has: groups that were to be listed, and people who were to own them or to be fallback approvers. */
  | {
      readonly code: 'namesUnknown';
      readonly groups: readonly string[];
      readonly people: readonly string[];
    }
  /** These groups are to be taken before anybody decides, and are not listed. */
  | { readonly code: 'glassNotListed'; readonly groups: readonly string[] }
  /** All that is wrong with its rules, in their order. */
  | { readonly code: 'rules'; readonly faults: readonly RefusedRule[] }
  /** All that is wrong with its bundles, in their order. */
  | { readonly code: 'bundles'; readonly faults: readonly RefusedBundle[] };

/** What is wrong with a rule, by its id and as it is called. */
export type RefusedRule = FaultOfRule & { readonly ruleId: string; readonly rule: string };

/** What is wrong with a bundle, by its id and as it is called. */
export type RefusedBundle = FaultOfBundle & { readonly bundleId: string; readonly bundle: string };

export interface Unlock {
  /** What the group is unlocked for from now on. */
  readonly unlockedFor: readonly UnlockableProtection[];
  /** What of it was locked until now, and takes somebody who administers the site. */
  readonly takesSiteAdministrator: boolean;
}

/**
 * What comes of unlocking a group for what an admin was shown of it. Only what it is protected for now
 * can be unlocked, and what was unlocked before stays so. Where that is not known, nothing is unlocked
 * that was not.
 */
export function judgeUnlock(
  asked: readonly UnlockableProtection[],
  before: readonly GroupProtection[],
  now: readonly GroupProtection[],
): Unlock {
  const isKnown = !now.includes('notKnown');
  const unlockedFor = UNLOCKABLE_PROTECTIONS.filter(
    (one) => asked.includes(one) && (isKnown ? now.includes(one) : before.includes(one)),
  );
  const opened = unlockedFor.filter((one) => !before.includes(one));
  return { unlockedFor, takesSiteAdministrator: opened.some(takesSiteAdministrator) };
}
