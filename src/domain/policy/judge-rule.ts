import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Rule, RuleScope } from './rule';
import { type NameFault, nameFaults } from './rule-name';
import type { Source, StageRule } from './stage-rule';

/** Why a rule can't be kept as it is, and of which of its stages that is so, from 0. */
export type FaultOfRule =
  | NameFault
  | {
      readonly fault:
        | 'aboutNothing'
        | 'nobodyMayAsk'
        /** It can be asked for in the work items of no project. */
        | 'inNoProject'
        /** A form would begin with longer than it allows. */
        | 'usualTooLong'
        /** The policy decides, and nothing is given for good by a policy. */
        | 'byPolicyForGood';
    }
  // What it names, by ids that nobody knows and that it did not name before: projects, groups that it is about,
  // groups whose members may ask, groups whose members decide, people who decide.
  | { readonly fault: 'projectsUnknown'; readonly projectIds: readonly string[] }
  | { readonly fault: 'groupsUnknown' | 'askersUnknown'; readonly groupIds: readonly string[] }
  | {
      readonly fault: 'membersUnknown';
      readonly groupIds: readonly string[];
      readonly stage: number;
    }
  | {
      readonly fault: 'peopleUnknown';
      readonly accountIds: readonly string[];
      readonly stage: number;
    }
  | {
      readonly fault:
        | 'nobodyDecides'
        /** A stage names fewer people than have to approve it. */
        | 'tooFewDecide';
      readonly stage: number;
    };
export type RuleFault = FaultOfRule['fault'];

/** What a rule names, by its id, that nobody knows, where Jira and the site were asked; in each stage by its place. */
export interface UnknownOfRule {
  readonly groups: readonly string[];
  readonly askers: readonly string[];
  readonly projects: readonly string[];
  readonly stages: readonly UnknownOfStage[];
}

interface UnknownOfStage {
  readonly people: readonly string[];
  readonly groups: readonly string[];
}

const NOTHING_UNKNOWN: UnknownOfRule = { groups: [], askers: [], projects: [], stages: [] };

/**
 * Whether a rule of these can be kept: it can be named where it says no, and says something that can be done. All that is
 * wrong with it, in the order of its parts.
 */
export function judgeRule(
  rule: Rule,
  all: readonly Rule[],
  unknown: UnknownOfRule = NOTHING_UNKNOWN,
): Allowed<readonly FaultOfRule[]> {
  const { what, askers, projects, stages } = rule;
  const isOfGroups = what.groups === 'all' || what.groups.length > 0;
  const isAboutNothing = !isOfGroups && !what.roles && !what.accounts && !what.newGroups;
  const faults: FaultOfRule[] = [
    ...nameFaults(rule, all),
    ...(isAboutNothing ? [{ fault: 'aboutNothing' } as const] : []),
    ...unlessNone(unknown.groups, (groupIds) => ({ fault: 'groupsUnknown', groupIds })),
    ...(askers.who === 'members' && askers.groups.length === 0
      ? [{ fault: 'nobodyMayAsk' } as const]
      : []),
    ...unlessNone(unknown.askers, (groupIds) => ({ fault: 'askersUnknown', groupIds })),
    ...(projects !== 'all' && projects.length === 0 ? [{ fault: 'inNoProject' } as const] : []),
    ...unlessNone(unknown.projects, (projectIds) => ({ fault: 'projectsUnknown', projectIds })),
    ...(rule.byPolicy === true && rule.longestTermDays === undefined
      ? [{ fault: 'byPolicyForGood' } as const]
      : []),
    ...(isUsualTooLong(rule) ? [{ fault: 'usualTooLong' } as const] : []),
    ...(stages.length === 0 ? [{ fault: 'nobodyDecides', stage: 0 } as const] : []),
    ...stages.flatMap((stage, place) => {
      const { people, groups } = unknown.stages[place] ?? NOBODY_UNKNOWN;
      return [
        ...unlessNone(people, (accountIds) => ({
          fault: 'peopleUnknown',
          accountIds,
          stage: place,
        })),
        ...unlessNone(groups, (groupIds) => ({ fault: 'membersUnknown', groupIds, stage: place })),
        // Whoever is not known is left out of the rule: that they are not known is said of them, and not that nobody is named.
        ...stageFaults(mostNamed(stage, what) + people.length, stage, place),
      ];
    }),
  ];
  return faults.length === 0 ? ALLOWED : forbidden(faults);
}

const NOBODY_UNKNOWN: UnknownOfStage = { people: [], groups: [] };

const unlessNone = (
  ids: readonly string[],
  faultOf: (ids: readonly string[]) => FaultOfRule,
): readonly FaultOfRule[] => (ids.length === 0 ? [] : [faultOf(ids)]);

const isUsualTooLong = ({ longestTermDays, usualTermDays }: Rule): boolean =>
  longestTermDays !== undefined && usualTermDays !== undefined && usualTermDays > longestTermDays;

function stageFaults(most: number, { needed }: StageRule, stage: number): readonly FaultOfRule[] {
  if (most === 0) return [{ fault: 'nobodyDecides', stage }];
  return most < needed ? [{ fault: 'tooFewDecide', stage }] : [];
}

/** So many people a stage can ask at most, as far as it names them itself. */
function mostNamed({ sources }: StageRule, { roles }: RuleScope): number {
  const people = sources.flatMap((source) => (source.kind === 'people' ? source.people : []));
  const named = new Set(people.map(({ accountId }) => accountId)).size;
  const kinds = new Set(sources.map(({ kind }) => kind));
  // Of a role, its project's lead may be another; of anything else, both are one.
  if (!roles && kinds.has('projectLead')) kinds.delete('issueProjectLead');
  return [...kinds].reduce((sum, kind) => sum + mostOf(kind), named);
}

/** Besides those whom it names. */
function mostOf(kind: Source['kind']): number {
  switch (kind) {
    case 'projectLead':
    case 'issueProjectLead':
      return 1;
    case 'people':
      return 0;
    case 'permission':
    case 'groupOwner':
    case 'members':
      return Number.POSITIVE_INFINITY;
  }
}
