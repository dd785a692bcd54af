import { type Chain, LEAD_DECIDES, type NamedGroup } from './stage-rule';

/**
 * What holds for some of what can be asked for: who may ask, who decides, for how long. What can be asked
 * for at all is the policy's to say; where several rules speak of the same, all of them hold.
 */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly what: RuleScope;
  readonly askers: Askers;
  /** In whose work items it can be asked for. */
  readonly projects: RuleProjects;
  /** From one to three. Where the policy decides, they decide what it may not (`decided-by-policy.ts`). */
  readonly stages: Chain;
  /** The policy decides in place of people, as whoever saves it signs. */
  readonly byPolicy?: true;
  /** Undefined: access may be for good. */
  readonly longestTermDays: number | undefined;
  /** What a form begins with, which whoever asks may change; undefined: as without the rule. */
  readonly usualTermDays: number | undefined;
  /** Whether the reason has to name a work item, by its key or its address. */
  readonly ticket: boolean;
}

export interface RuleScope {
  /** Ids of groups; or every one that is listed. */
  readonly groups: readonly string[] | 'all';
  readonly roles: boolean;
  readonly accounts: boolean;
  readonly newGroups: boolean;
}

export type Askers =
  | { readonly who: 'everybody' }
  | { readonly who: 'members'; readonly groups: readonly NamedGroup[] };

/** A project of the Jira that hosts the app, by its id, and as it was called when the policy was saved. */
export interface NamedProject {
  readonly projectId: string;
  readonly key: string;
  readonly name: string;
}

export type RuleProjects = 'all' | readonly NamedProject[];

const EVERYTHING = 'everything';

/** The rule that the policy itself is, for everything that can be asked for. */
export function ruleOfEverything(longestTermDays: number | undefined): Rule {
  return {
    id: EVERYTHING,
    name: '',
    what: { groups: 'all', roles: true, accounts: true, newGroups: true },
    askers: { who: 'everybody' },
    projects: 'all',
    stages: LEAD_DECIDES,
    longestTermDays,
    usualTermDays: undefined,
    ticket: false,
  };
}
