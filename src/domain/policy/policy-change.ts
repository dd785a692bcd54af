import type { UnlockableProtection } from '../protection/group-protection';
import type { Policy } from './policy';
import type { Rule } from './rule';
import { stageKey } from './stage-rule';

/** Whom or what a change is about: the id says which, the name is for people to read. */
export interface NamedApprover {
  readonly accountId: string;
  readonly displayName: string;
}

/** What of a rule can differ from a version to the next. */
export const RULE_PARTS = [
  'name',
  'what',
  'askers',
  'stages',
  'longestTermDays',
  'ticket',
] as const satisfies readonly (keyof Rule)[];
export type RulePart = (typeof RULE_PARTS)[number];

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
  /** What each rule says stands in the versions themselves. */
  | { readonly of: 'ruleAdded'; readonly ruleId: string; readonly name: string }
  | { readonly of: 'ruleRemoved'; readonly ruleId: string; readonly name: string }
  | {
      readonly of: 'ruleChanged';
      readonly ruleId: string;
      readonly name: string;
      readonly parts: readonly RulePart[];
    }
  /** Null: no limit. */
  | {
      readonly of: 'longestTermDays';
      readonly before: number | null;
      readonly after: number | null;
    };

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
  readonly [Setting in Exclude<keyof Policy, 'version' | 'savedBy'>]-?: (
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
  rolesOf: (before, after) => ifOther('roles', before.rolesOf, after.rolesOf),
  creation: (before, after) =>
    ifOther('creation', before.creation, after.creation, (one) => Object.entries(one).sort()),
  decideWithinDays: (before, after) =>
    ifOther('daysToDecide', before.decideWithinDays, after.decideWithinDays),
  longestTermDays: (before, after) =>
    ifOther('longestTermDays', before.longestTermDays ?? null, after.longestTermDays ?? null),
  rules: ruleChanges,
};

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

function ruleChanges(before: Policy, after: Policy): PolicyChange[] {
  const was = new Map(before.rules.map((rule) => [rule.id, rule]));
  const is = new Map(after.rules.map((rule) => [rule.id, rule]));
  const asNamed = ({ id, name }: Rule) => ({ ruleId: id, name });
  return [
    ...after.rules
      .filter(({ id }) => !was.has(id))
      .map((rule) => ({ of: 'ruleAdded', ...asNamed(rule) }) as const),
    ...before.rules
      .filter(({ id }) => !is.has(id))
      .map((rule) => ({ of: 'ruleRemoved', ...asNamed(rule) }) as const),
    ...after.rules.flatMap((rule): PolicyChange[] => {
      const earlier = was.get(rule.id);
      if (earlier === undefined) return [];
      const parts = RULE_PARTS.filter((part) => textOf[part](earlier) !== textOf[part](rule));
      return parts.length === 0 ? [] : [{ of: 'ruleChanged', ...asNamed(rule), parts }];
    }),
  ];
}

/** What counts of each part of a rule: ids, and never what they are called, nor an order that says nothing. */
const textOf: { readonly [Part in RulePart]: (rule: Rule) => string } = {
  name: ({ name }) => name,
  what: ({ what: { groups, roles, accounts, newGroups } }) =>
    JSON.stringify([groups === 'all' ? groups : [...groups].sort(), roles, accounts, newGroups]),
  askers: ({ askers }) =>
    askers.who === 'everybody'
      ? askers.who
      : JSON.stringify(askers.groups.map(({ groupId }) => groupId).sort()),
  stages: ({ stages }) => JSON.stringify(stages.map((stage) => [stageKey(stage), stage.needed])),
  longestTermDays: ({ longestTermDays }) => String(longestTermDays),
  ticket: ({ ticket }) => String(ticket),
};

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
