import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Rule, RuleScope } from './rule';
import { keptRuleName, ruleNameKey } from './rule-name';
import type { Source, StageRule } from './stage-rule';

export const RULE_NAME_MAX = 60;

/** Why a rule can't be kept as it is. */
export type RuleFault =
  /** Nobody can read any of it. */
  | 'noName'
  | 'nameTooLong'
  /** A rule before it reads the same. */
  | 'nameTaken'
  | 'aboutNothing'
  | 'nobodyMayAsk'
  | 'nobodyDecides'
  /** A stage names fewer people than have to approve it. */
  | 'tooFewDecide';

/** Whether a rule of these can be kept: it can be named where it says no, and says something that can be done. */
export function judgeRule(rule: Rule, all: readonly Rule[]): Allowed<RuleFault> {
  const fault = faultOf(rule, all);
  return fault === undefined ? ALLOWED : forbidden(fault);
}

function faultOf(rule: Rule, all: readonly Rule[]): RuleFault | undefined {
  const { what, askers, stages } = rule;
  const name = keptRuleName(rule.name);
  if (name === '') return 'noName';
  if (name.length > RULE_NAME_MAX) return 'nameTooLong';
  const before = all.slice(0, Math.max(0, all.indexOf(rule)));
  if (before.some((one) => ruleNameKey(one.name) === ruleNameKey(name))) return 'nameTaken';
  const isOfGroups = what.groups === 'all' || what.groups.length > 0;
  if (!isOfGroups && !what.roles && !what.accounts && !what.newGroups) return 'aboutNothing';
  if (askers.who === 'members' && askers.groups.length === 0) return 'nobodyMayAsk';
  const most = stages.map((stage) => mostNamed(stage, what));
  if (stages.length === 0 || most.includes(0)) return 'nobodyDecides';
  return stages.some(({ needed }, place) => (most[place] ?? 0) < needed)
    ? 'tooFewDecide'
    : undefined;
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
