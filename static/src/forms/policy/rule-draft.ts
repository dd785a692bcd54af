import { ruleInputOf } from '#contract/rule-input';
import type { Person } from '#domain/action/person';
import type { NamedProject, Rule } from '#domain/policy/rule';
import { keptRuleName } from '#domain/policy/rule-name';
import type { NamedGroup, Source, StageRule } from '#domain/policy/stage-rule';
import type { TypedLimit } from '../limit-field';

/** A rule as it is being edited; numbers as typed. */
export interface RuleDraft {
  readonly id: string;
  readonly name: string;
  readonly what: Rule['what'];
  readonly everybody: boolean;
  readonly askers: readonly NamedGroup[];
  readonly everyProject: boolean;
  readonly projects: readonly NamedProject[];
  readonly stages: readonly StageDraft[];
  /** The policy decides, and those whom the stages ask decide what it may not. */
  readonly byPolicy: boolean;
  readonly longest: TypedLimit;
  readonly usual: TypedLimit;
  readonly ticket: boolean;
}

export interface StageDraft {
  readonly projectLead: boolean;
  readonly issueProjectLead: boolean;
  readonly permission: boolean;
  readonly groupOwner: boolean;
  readonly people: readonly Person[];
  readonly groups: readonly NamedGroup[];
  readonly needed: string;
}

const USUAL_LONGEST_DAYS = 30;
/** What is offered to who chooses another term to begin with. */
const USUAL_DAYS = 7;

export const newStage = (): StageDraft => ({
  projectLead: false,
  issueProjectLead: false,
  permission: false,
  groupOwner: false,
  people: [],
  groups: [],
  needed: '1',
});

/** A rule that says what holds without it, about nothing yet. */
export const newRule = (id: string): RuleDraft => ({
  id,
  name: '',
  what: { groups: [], roles: false, accounts: false, newGroups: false },
  everybody: true,
  askers: [],
  everyProject: true,
  projects: [],
  stages: [{ ...newStage(), projectLead: true }],
  byPolicy: false,
  longest: { limited: false, number: String(USUAL_LONGEST_DAYS) },
  usual: { limited: false, number: String(USUAL_DAYS) },
  ticket: false,
});

export function ruleDraftOf(rule: Rule): RuleDraft {
  const { id, name, what, askers, projects, stages, longestTermDays, usualTermDays, ticket } = rule;
  return {
    id,
    name,
    what,
    everybody: askers.who === 'everybody',
    askers: askers.who === 'everybody' ? [] : askers.groups,
    everyProject: projects === 'all',
    projects: projects === 'all' ? [] : projects,
    stages: stages.map(stageDraftOf),
    byPolicy: rule.byPolicy === true,
    longest: {
      limited: longestTermDays !== undefined,
      number: String(longestTermDays ?? USUAL_LONGEST_DAYS),
    },
    usual: { limited: usualTermDays !== undefined, number: String(usualTermDays ?? USUAL_DAYS) },
    ticket,
  };
}

function stageDraftOf({ sources, needed }: StageRule): StageDraft {
  const has = (kind: Source['kind']) => sources.some((source) => source.kind === kind);
  return {
    projectLead: has('projectLead'),
    issueProjectLead: has('issueProjectLead'),
    permission: has('permission'),
    groupOwner: has('groupOwner'),
    people: sources.flatMap((source) => (source.kind === 'people' ? source.people : [])),
    groups: sources.flatMap((source) => (source.kind === 'members' ? source.group : [])),
    needed: String(needed),
  };
}

export function ruleOf(draft: RuleDraft): Rule {
  const { everybody, askers, everyProject, projects, stages, longest, usual, ...rule } = draft;
  return {
    id: rule.id,
    name: keptRuleName(rule.name),
    what: rule.what,
    askers: everybody ? { who: 'everybody' } : { who: 'members', groups: askers },
    projects: everyProject ? 'all' : projects,
    stages: stages.map(({ people, groups, needed, ...leads }) => ({
      needed: Number(needed),
      sources: [
        ...(leads.projectLead ? [{ kind: 'projectLead' as const }] : []),
        ...(leads.issueProjectLead ? [{ kind: 'issueProjectLead' as const }] : []),
        ...(leads.permission ? [{ kind: 'permission' as const }] : []),
        ...(leads.groupOwner ? [{ kind: 'groupOwner' as const }] : []),
        ...(people.length > 0 ? [{ kind: 'people' as const, people }] : []),
        ...groups.map((group) => ({ kind: 'members' as const, group })),
      ],
    })),
    ...(rule.byPolicy ? { byPolicy: true as const } : {}),
    longestTermDays: isLimited(draft) ? Number(longest.number) : undefined,
    usualTermDays: usual.limited ? Number(usual.number) : undefined,
    ticket: rule.ticket,
  };
}

/** Without an approval, nothing is given for good. */
export const isLimited = ({ longest, byPolicy }: Pick<RuleDraft, 'longest' | 'byPolicy'>) =>
  longest.limited || byPolicy;

export const ruleDraftInput = (draft: RuleDraft) => ruleInputOf(ruleOf(draft));
