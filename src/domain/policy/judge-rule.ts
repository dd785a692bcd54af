import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Rule, RuleScope } from './rule';
import { keptRuleName, ruleNameKey } from './rule-name';
import type { Source, StageRule } from './stage-rule';

export const RULE_NAME_MAX = 60;

/** Why a rule can't be kept as it is, and of which of its stages that is so, from 0. */
export type FaultOfRule =
  | {
      readonly fault: /** Nobody can read any of it. */
        | 'noName'
        | 'nameTooLong'
        /** A rule before it reads the same. */
        | 'nameTaken'
        | 'aboutNothing'
        | 'nobodyMayAsk'
        /** It can be asked for in the work items of no project. */
        | 'inNoProject';
    }
  | {
      readonly fault: /** Jira knows them no more than the rule did before. */ 'projectsUnknown';
      readonly projectIds: readonly string[];
    }
  | {
      readonly fault:
        | 'nobodyDecides'
        /** A stage names fewer people than have to approve it. */
        | 'tooFewDecide';
      readonly stage: number;
    };
export type RuleFault = FaultOfRule['fault'];

/**
 * Whether a rule of these can be kept: it can be named where it says no, and says something that can be done. All that is
 * wrong with it, in the order of its parts. `unknownProjects`: those that it names and that nobody knows, where Jira was asked.
 */
export function judgeRule(
  rule: Rule,
  all: readonly Rule[],
  unknownProjects: readonly string[] = [],
): Allowed<readonly FaultOfRule[]> {
  const { what, askers, projects, stages } = rule;
  const isOfGroups = what.groups === 'all' || what.groups.length > 0;
  const isAboutNothing = !isOfGroups && !what.roles && !what.accounts && !what.newGroups;
  const faults: FaultOfRule[] = [
    ...nameFaults(rule, all),
    ...(isAboutNothing ? [{ fault: 'aboutNothing' } as const] : []),
    ...(askers.who === 'members' && askers.groups.length === 0
      ? [{ fault: 'nobodyMayAsk' } as const]
      : []),
    ...(projects !== 'all' && projects.length === 0 ? [{ fault: 'inNoProject' } as const] : []),
    ...(unknownProjects.length > 0
      ? [{ fault: 'projectsUnknown', projectIds: unknownProjects } as const]
      : []),
    ...(stages.length === 0 ? [{ fault: 'nobodyDecides', stage: 0 } as const] : []),
    ...stages.flatMap((stage, place) => stageFaults(mostNamed(stage, what), stage, place)),
  ];
  return faults.length === 0 ? ALLOWED : forbidden(faults);
}

function nameFaults(rule: Rule, all: readonly Rule[]): readonly FaultOfRule[] {
  const name = keptRuleName(rule.name);
  if (name === '') return [{ fault: 'noName' }];
  if (name.length > RULE_NAME_MAX) return [{ fault: 'nameTooLong' }];
  const before = all.slice(0, Math.max(0, all.indexOf(rule)));
  const isTaken = before.some((one) => ruleNameKey(one.name) === ruleNameKey(name));
  return isTaken ? [{ fault: 'nameTaken' }] : [];
}

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
