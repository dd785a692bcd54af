import {
  RULE_ASKERS_MAX,
  RULE_GROUPS_MAX,
  RULE_PROJECTS_MAX,
  STAGE_GROUPS_MAX,
  STAGE_PEOPLE_MAX,
} from '#contract/limits';
import { type FaultOfRule, judgeRule } from '#domain/policy/judge-rule';
import { keptRuleName } from '#domain/policy/rule-name';
import type { RefusedRule } from '#domain/policy/unlock';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import { ruleFaultInShort } from '#words/rule-fault';
import { say } from '#words/say';
import { daysProblem } from '../days-problem';
import { isLimited, type RuleDraft, ruleOf, type StageDraft } from './rule-draft';

export type StagePart = 'sources' | 'people' | 'groups' | 'needed';

/** A field of the editor of a rule; of stages by their place, from 0. */
export type RuleField =
  | 'name'
  | 'what'
  | 'askers'
  | 'projects'
  | 'longest'
  | 'usual'
  | `stage-${number}-${StagePart}`;

/** What is wrong with a rule, at each field of it, in the order of the fields. */
export type RuleProblems = ReadonlyMap<RuleField, string>;

/** Of the control that has the focus where something is wrong with a field. */
export const ruleFieldId = (ruleId: string, field: RuleField) => `${ruleId}-${field}`;

/** All that keeps a rule of these from being saved. */
export function problemsOf(draft: RuleDraft, all: readonly RuleDraft[]): RuleProblems {
  const rules = all.map(ruleOf);
  const rule = rules[all.indexOf(draft)];
  const judged = rule && judgeRule(rule, rules);
  const faults = judged === undefined || judged.allowed ? [] : judged.why;
  // What was typed that is no number is said before what it would come to.
  return inOrder(draft, [...faults.map(atField(draft)), ...typedProblems(draft)]);
}

/** What the app has against rules as they were sent, at their fields. */
export function refusedProblems(
  sent: readonly RuleDraft[],
  refused: readonly RefusedRule[],
): ReadonlyMap<RuleDraft, RuleProblems> {
  return new Map(
    sent.flatMap((rule) => {
      const faults = refused.filter(({ ruleId }) => ruleId === rule.id);
      return faults.length === 0 ? [] : [[rule, inOrder(rule, faults.map(atField(rule)))] as const];
    }),
  );
}

/** The first problem of the first rule that has one, with the name of the rule. */
export function rulesProblem(rules: readonly RuleDraft[]): string | undefined {
  for (const draft of rules) {
    const [problem] = problemsOf(draft, rules).values();
    if (problem === undefined) continue;
    const name = keptRuleName(draft.name);
    return name === '' ? problem : say('{name}: {problem}', { name, problem });
  }
  return undefined;
}

/** The id of the first control of these rules with which something is wrong. */
export function firstFaultyId(
  rules: readonly RuleDraft[],
  problems: (rule: RuleDraft) => RuleProblems | undefined,
): string | undefined {
  for (const rule of rules) {
    const [field] = problems(rule)?.keys() ?? [];
    if (field !== undefined) return ruleFieldId(rule.id, field);
  }
  return undefined;
}

const fieldsOf = ({ stages }: RuleDraft): readonly RuleField[] => [
  'name',
  'what',
  'askers',
  'projects',
  ...stages.flatMap((_, place) =>
    (['sources', 'people', 'groups', 'needed'] as const).map(
      (part): RuleField => `stage-${place}-${part}`,
    ),
  ),
  'longest',
  'usual',
];

/** As the fields of the form follow each other; of two about one, the last. */
function inOrder(draft: RuleDraft, problems: readonly Problem[]): RuleProblems {
  const found = new Map(problems);
  return new Map(
    fieldsOf(draft).flatMap((field) => {
      const problem = found.get(field);
      return problem === undefined ? [] : [[field, problem] as const];
    }),
  );
}

type Problem = readonly [RuleField, string];

const atField =
  (draft: RuleDraft) =>
  (one: FaultOfRule): Problem => {
    const names = namesIn(draft);
    return [fieldOf(one), ruleFaultInShort(one, (id) => names.get(id) ?? id)];
  };

/** What all is called that a draft names, by its id. */
const namesIn = ({ projects, askers, stages }: RuleDraft): ReadonlyMap<string, string> =>
  new Map([
    ...projects.map(({ projectId, name }) => [projectId, name] as const),
    ...[...askers, ...stages.flatMap(({ groups }) => groups)].map(
      ({ groupId, name }) => [groupId, name] as const,
    ),
    ...stages.flatMap(({ people }) =>
      people.map(({ accountId, displayName }) => [accountId, displayName] as const),
    ),
  ]);

function fieldOf(one: FaultOfRule): RuleField {
  switch (one.fault) {
    case 'noName':
    case 'nameTooLong':
    case 'nameTaken':
      return 'name';
    case 'usualTooLong':
      return 'usual';
    case 'byPolicyForGood':
      return 'longest';
    case 'aboutNothing':
    case 'groupsUnknown':
      return 'what';
    case 'nobodyMayAsk':
    case 'askersUnknown':
      return 'askers';
    case 'inNoProject':
    case 'projectsUnknown':
      return 'projects';
    case 'peopleUnknown':
      return `stage-${one.stage}-people`;
    case 'membersUnknown':
      return `stage-${one.stage}-groups`;
    case 'nobodyDecides':
      return `stage-${one.stage}-sources`;
    case 'tooFewDecide':
      return `stage-${one.stage}-needed`;
  }
}

/** What was typed that is too much, or no number. */
function typedProblems(draft: RuleDraft) {
  const { what, everybody, askers, everyProject, projects, stages, longest, usual } = draft;
  const { groups } = what;
  const found: Problem[] = [];
  if (groups !== 'all' && groups.length > RULE_GROUPS_MAX) {
    found.push(['what', atMostGroups(RULE_GROUPS_MAX)]);
  }
  if (!everybody && askers.length > RULE_ASKERS_MAX) {
    found.push(['askers', atMostGroups(RULE_ASKERS_MAX)]);
  }
  if (!everyProject && projects.length > RULE_PROJECTS_MAX) {
    found.push(['projects', say('Choose at most {most} projects.', { most: RULE_PROJECTS_MAX })]);
  }
  for (const [place, stage] of stages.entries()) {
    for (const [part, problem] of stageProblems(stage)) {
      found.push([`stage-${place}-${part}`, problem]);
    }
  }
  const days = isLimited(draft)
    ? daysProblem(longest.number, { most: LONGEST_TERM_DAYS })
    : undefined;
  if (days !== undefined) found.push(['longest', days]);
  const begins = usual.limited ? daysProblem(usual.number, { most: LONGEST_TERM_DAYS }) : undefined;
  if (begins !== undefined) found.push(['usual', begins]);
  return found;
}

function stageProblems({ people, groups, needed }: StageDraft) {
  const found: (readonly [StagePart, string])[] = [];
  if (people.length > STAGE_PEOPLE_MAX) {
    found.push(['people', say('Name at most {most} people.', { most: STAGE_PEOPLE_MAX })]);
  }
  if (groups.length > STAGE_GROUPS_MAX) found.push(['groups', atMostGroups(STAGE_GROUPS_MAX)]);
  const number = Number(needed);
  if (!Number.isInteger(number) || number < 1 || number > STAGE_PEOPLE_MAX) {
    const most = { most: STAGE_PEOPLE_MAX };
    found.push(['needed', say('Enter how many have to approve, from 1 to {most}.', most)]);
  }
  return found;
}

const atMostGroups = (most: number): string => say('Choose at most {most} groups.', { most });
