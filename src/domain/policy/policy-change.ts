import type { UnlockableProtection } from '../protection/group-protection';
import type { GlassRoles } from './break-glass';
import { type BundleChange, bundleChanges } from './bundle-change';
import type { NamedApprover } from './named-approver';
import type { Policy } from './policy';
import { type RuleChange, ruleChanges } from './rule-change';
import type { NamedGroup } from './stage-rule';

/** One thing that a version of the policy has different from the version before. */
export type PolicyChange =
  | { readonly of: 'groupAdded'; readonly groupId: string; readonly name: string }
  | { readonly of: 'groupRemoved'; readonly groupId: string; readonly name: string }
  /** What a group was unlocked for, and what it is now; none: locked. */
  | {
      readonly of: 'unlocked';
      readonly groupId: string;
      readonly name: string;
      readonly before: readonly UnlockableProtection[];
      readonly after: readonly UnlockableProtection[];
    }
  /** Who answers for a group. */
  | {
      readonly of: 'owners';
      readonly groupId: string;
      readonly name: string;
      readonly before: readonly NamedApprover[];
      readonly after: readonly NamedApprover[];
    }
  /** All of them, in their order. */
  | {
      readonly of: 'approvers';
      readonly before: readonly NamedApprover[];
      readonly after: readonly NamedApprover[];
    }
  | {
      readonly of: 'roles';
      readonly before: Policy['rolesOf'];
      readonly after: Policy['rolesOf'];
    }
  | {
      readonly of: 'creation';
      readonly before: Policy['creation'];
      readonly after: Policy['creation'];
    }
  | { readonly of: 'daysToDecide'; readonly before: number; readonly after: number }
  /** Null: never. */
  | {
      readonly of: 'fallbackAfterHours';
      readonly before: number | null;
      readonly after: number | null;
    }
  /** Null: nobody may. */
  | {
      readonly of: 'breakGlass';
      readonly before: SaidGlass | null;
      readonly after: SaidGlass | null;
    }
  | RuleChange
  | BundleChange
  /** Null: no limit. */
  | {
      readonly of: 'longestTermDays';
      readonly before: number | null;
      readonly after: number | null;
    };

/** Who may take what before anybody decides, as it was called then. */
export interface SaidGlass {
  readonly people: readonly NamedApprover[];
  readonly groups: readonly NamedGroup[];
  readonly roles: GlassRoles;
}

/**
 * What differs in how two policies rule, by ids and never by names; nothing where they rule the same.
 * A group or a person that is only called otherwise now is no change, nor is another order of groups;
 * another order of approvers is.
 */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  return Object.values(DIFFERENCES).flatMap((differ) => differ(before, after));
}

/** What differs in each setting of a policy: one that is not among them would be dropped as it is saved. */
const DIFFERENCES: {
  readonly [Setting in Exclude<keyof Policy, 'version' | 'delisted' | 'savedBy'>]-?: (
    before: Policy,
    after: Policy,
  ) => readonly PolicyChange[];
} = {
  requestableGroups: (before, after) => [
    ...groupChanges(before, after),
    ...unlockChanges(before, after),
    ...ownerChanges(before, after),
  ],
  fallbackApprovers: (before, after) =>
    ifOther('approvers', approversOf(before), approversOf(after), (all) =>
      all.map(({ accountId }) => accountId),
    ),
  fallbackAfterHours: (before, after) =>
    ifOther(
      'fallbackAfterHours',
      before.fallbackAfterHours ?? null,
      after.fallbackAfterHours ?? null,
    ),
  rolesOf: (before, after) => ifOther('roles', before.rolesOf, after.rolesOf),
  creation: (before, after) =>
    ifOther('creation', before.creation, after.creation, (one) => Object.entries(one).sort()),
  decideWithinDays: (before, after) =>
    ifOther('daysToDecide', before.decideWithinDays, after.decideWithinDays),
  longestTermDays: (before, after) =>
    ifOther('longestTermDays', before.longestTermDays ?? null, after.longestTermDays ?? null),
  rules: ruleChanges,
  bundles: bundleChanges,
  breakGlass: (before, after) =>
    ifOther('breakGlass', saidGlass(before), saidGlass(after), (said) =>
      said === null ? null : [idsOf(said.people), groupIdsOf(said.groups), said.roles],
    ),
};

const idsOf = (people: readonly NamedApprover[]) => people.map(({ accountId }) => accountId).sort();
const groupIdsOf = (groups: readonly NamedGroup[]) => groups.map(({ groupId }) => groupId).sort();

function saidGlass({ breakGlass, requestableGroups }: Policy): SaidGlass | null {
  if (breakGlass === undefined) return null;
  const { people, groups, roles } = breakGlass;
  const names = new Map(requestableGroups.map(({ groupId, name }) => [groupId, name]));
  return {
    people: named(people),
    groups: groups.map((groupId) => ({ groupId, name: names.get(groupId) ?? groupId })),
    roles,
  };
}

function groupChanges(before: Policy, after: Policy): PolicyChange[] {
  const missingIn = (policy: Policy) => {
    const there = new Set(policy.requestableGroups.map(({ groupId }) => groupId));
    return ({ groupId }: { readonly groupId: string }) => !there.has(groupId);
  };
  return [
    ...after.requestableGroups
      .filter(missingIn(before))
      .map(({ groupId, name }) => ({ of: 'groupAdded', groupId, name }) as const),
    ...before.requestableGroups
      .filter(missingIn(after))
      .map(({ groupId, name }) => ({ of: 'groupRemoved', groupId, name }) as const),
  ];
}

function unlockChanges(before: Policy, after: Policy): PolicyChange[] {
  const byId = ({ requestableGroups }: Policy) =>
    new Map(requestableGroups.map((group) => [group.groupId, group]));
  const was = byId(before);
  const is = byId(after);
  // As they are called now, where they are still listed.
  return [...new Map([...was, ...is]).values()].flatMap(({ groupId, name }) => {
    const earlier = was.get(groupId);
    const now = is.get(groupId);
    const after = [...(now?.unlockedFor ?? [])].sort();
    // What was unlocked on another site was locked on this one.
    const isElsewhere = after.length > 0 && earlier?.unlockedOn !== now?.unlockedOn;
    const unlocked = isElsewhere ? [] : [...(earlier?.unlockedFor ?? [])].sort();
    return ifOther('unlocked', unlocked, after).map((change) => ({
      ...change,
      groupId,
      name,
    }));
  });
}

/** Of groups that are listed now; what a group had that is listed no more stands in its versions. */
function ownerChanges(before: Policy, after: Policy): PolicyChange[] {
  const was = new Map(before.requestableGroups.map((group) => [group.groupId, group]));
  return after.requestableGroups.flatMap(({ groupId, name, owners }) =>
    ifOther('owners', named(was.get(groupId)?.owners), named(owners), (all) =>
      all.map(({ accountId }) => accountId).sort(),
    ).map((change) => ({ ...change, groupId, name })),
  );
}

const approversOf = ({ fallbackApprovers }: Policy): NamedApprover[] => named(fallbackApprovers);

const named = (people: readonly NamedApprover[] = []): NamedApprover[] =>
  people.map(({ accountId, displayName }) => ({ accountId, displayName }));

/** `ruleOf`: what counts of it, in a fixed order. */
function ifOther<Of extends string, Value>(
  of: Of,
  before: Value,
  after: Value,
  ruleOf: (value: Value) => unknown = (value) => value,
): { readonly of: Of; readonly before: Value; readonly after: Value }[] {
  const same = JSON.stringify(ruleOf(before)) === JSON.stringify(ruleOf(after));
  return same ? [] : [{ of, before, after }];
}
