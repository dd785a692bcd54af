import { changesById } from './changes-by-id';
import type { NamedApprover } from './named-approver';
import type { Policy } from './policy';
import type { Rule, RuleScope } from './rule';
import { type NamedGroup, type Source, type StageRule, stageKey } from './stage-rule';

/** What of a rule can differ from a version to the next. */
export const RULE_PARTS = [
  'name',
  'what',
  'askers',
  'projects',
  'stages',
  'byPolicy',
  'longestTermDays',
  'usualTermDays',
  'ticket',
] as const satisfies readonly (keyof Rule)[];
export type RulePart = (typeof RULE_PARTS)[number];

/** What each part of a rule says, as it is kept beside the versions: ids say which, names are for people to read. */
export interface RuleSaid {
  readonly name: string;
  readonly what: SaidScope;
  readonly askers: Rule['askers'];
  readonly projects: Rule['projects'];
  readonly stages: readonly SaidStage[];
  readonly byPolicy: boolean;
  /** Null: no limit. */
  readonly longestTermDays: number | null;
  /** Null: as without the rule. */
  readonly usualTermDays: number | null;
  readonly ticket: boolean;
}

export interface SaidScope extends Omit<RuleScope, 'groups'> {
  readonly groups: readonly NamedGroup[] | 'all';
}

export interface SaidStage extends Omit<StageRule, 'sources'> {
  readonly sources: readonly SaidSource[];
}

export type SaidSource =
  | Exclude<Source, { readonly kind: 'people' }>
  | { readonly kind: 'people'; readonly people: readonly NamedApprover[] };

/** What one part of a rule said, and says. */
export type RuleDifference = {
  readonly [Part in RulePart]: {
    readonly part: Part;
    readonly before: RuleSaid[Part];
    readonly after: RuleSaid[Part];
  };
}[RulePart];

export type RuleChange =
  | { readonly of: 'ruleAdded'; readonly ruleId: string; readonly name: string }
  | { readonly of: 'ruleRemoved'; readonly ruleId: string; readonly name: string }
  /** What a rule says is another. */
  | {
      readonly of: 'ruleSays';
      readonly ruleId: string;
      readonly name: string;
      readonly parts: readonly RuleDifference[];
    }
  /** The same, as an earlier version of the app kept it: which parts, and not from what to what. */
  | {
      readonly of: 'ruleChanged';
      readonly ruleId: string;
      readonly name: string;
      readonly parts: readonly RulePart[];
    };

export function ruleChanges(before: Policy, after: Policy): RuleChange[] {
  const { added, removed, stayed } = changesById(before.rules, after.rules);
  const asNamed = ({ id, name }: Rule) => ({ ruleId: id, name });
  // As they are called now, where they are still listed.
  const listed = [...before.requestableGroups, ...after.requestableGroups];
  const names = new Map(listed.map(({ groupId, name }) => [groupId, name]));
  return [
    ...added.map((rule) => ({ of: 'ruleAdded', ...asNamed(rule) }) as const),
    ...removed.map((rule) => ({ of: 'ruleRemoved', ...asNamed(rule) }) as const),
    ...stayed.flatMap(([earlier, rule]): RuleChange[] => {
      const [said, says] = [saidOf(earlier, names), saidOf(rule, names)];
      const parts = RULE_PARTS.filter((part) => textOf[part](earlier) !== textOf[part](rule)).map(
        (part) => differenceIn(part, said, says),
      );
      return parts.length === 0 ? [] : [{ of: 'ruleSays', ...asNamed(rule), parts }];
    }),
  ];
}

/** Everybody whom a part of a rule names, before or after. */
export function peopleInDifference(difference: RuleDifference): readonly NamedApprover[] {
  if (difference.part !== 'stages') return [];
  const sources = [...difference.before, ...difference.after].flatMap((stage) => stage.sources);
  return sources.flatMap((source) => (source.kind === 'people' ? source.people : []));
}

function differenceIn(part: RulePart, before: RuleSaid, after: RuleSaid): RuleDifference {
  switch (part) {
    case 'name':
      return { part, before: before.name, after: after.name };
    case 'what':
      return { part, before: before.what, after: after.what };
    case 'askers':
      return { part, before: before.askers, after: after.askers };
    case 'projects':
      return { part, before: before.projects, after: after.projects };
    case 'stages':
      return { part, before: before.stages, after: after.stages };
    case 'byPolicy':
      return { part, before: before.byPolicy, after: after.byPolicy };
    case 'longestTermDays':
      return { part, before: before.longestTermDays, after: after.longestTermDays };
    case 'usualTermDays':
      return { part, before: before.usualTermDays, after: after.usualTermDays };
    case 'ticket':
      return { part, before: before.ticket, after: after.ticket };
  }
}

function saidOf(rule: Rule, names: ReadonlyMap<string, string>): RuleSaid {
  const { name, what, askers, projects, stages, longestTermDays, usualTermDays, ticket } = rule;
  const { byPolicy = false } = rule;
  const asNamed = (groupId: string) => ({ groupId, name: names.get(groupId) ?? groupId });
  return {
    name,
    what: { ...what, groups: what.groups === 'all' ? what.groups : what.groups.map(asNamed) },
    askers,
    projects,
    stages: stages.map(({ needed, sources }) => ({ needed, sources: sources.map(saidSource) })),
    byPolicy,
    longestTermDays: longestTermDays ?? null,
    usualTermDays: usualTermDays ?? null,
    ticket,
  };
}

function saidSource(source: Source): SaidSource {
  if (source.kind !== 'people') return source;
  const people = source.people.map(({ accountId, displayName }) => ({ accountId, displayName }));
  return { kind: source.kind, people };
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
  projects: ({ projects }) =>
    projects === 'all'
      ? projects
      : JSON.stringify(projects.map(({ projectId }) => projectId).sort()),
  stages: ({ stages }) => JSON.stringify(stages.map((stage) => [stageKey(stage), stage.needed])),
  byPolicy: ({ byPolicy = false }) => String(byPolicy),
  longestTermDays: ({ longestTermDays }) => String(longestTermDays),
  usualTermDays: ({ usualTermDays }) => String(usualTermDays),
  ticket: ({ ticket }) => String(ticket),
};
