import type { InputOf } from '../../src/contract/api';
import type { World } from './open-world';

export type RuleInput = InputOf<'policy.save'>['rules'][number];
export type SourceInput = RuleInput['stages'][number]['sources'][number];

/** Rules of the policy by the names that people use. */
export function rulesBy(world: () => World) {
  const LEAD: SourceInput = { kind: 'projectLead' };
  const ISSUE_LEAD: SourceInput = { kind: 'issueProjectLead' };
  const PERMISSION: SourceInput = { kind: 'permission' };
  const OWNER: SourceInput = { kind: 'groupOwner' };
  const people = (...names: readonly string[]): SourceInput => ({
    kind: 'people',
    people: names.map((name) => world().person(name).accountId),
  });
  const members = (group: string): SourceInput => ({
    kind: 'members',
    groupId: world().groupId(group),
  });
  const stage = (needed: number, ...sources: SourceInput[]) => ({ needed, sources });
  /** What a rule is about: groups by their names, and what else. */
  const about = (
    groups: readonly string[],
    more: Partial<RuleInput['what']> = {},
  ): RuleInput['what'] => ({
    groups: groups.map((name) => world().groupId(name)),
    roles: false,
    accounts: false,
    newGroups: false,
    ...more,
  });

  /** A rule about `design` that says what holds without it, but for `over`. */
  const ruleInput = (over: Partial<RuleInput>, place: number): RuleInput => ({
    id: `rule-${place}`,
    name: `Rule ${place}`,
    what: about(['design']),
    askers: null,
    projects: null,
    stages: [stage(1, LEAD)],
    longestTermDays: null,
    usualTermDays: null,
    ticket: false,
    ...over,
  });

  /** The policy has one rule about `design`, whose owners these are: they decide. */
  const ownedBy = (...owners: readonly string[]): Promise<void> =>
    world().allow(['design', 'frontend'], {
      fallbackApprovers: [],
      owners: { design: owners },
      rules: [ruleInput({ stages: [stage(1, OWNER)] }, 0)],
    });

  /** The policy lists `design` and `frontend`, and has these rules. */
  const rules = (...all: readonly Partial<RuleInput>[]): Promise<void> =>
    world().allow(['design', 'frontend'], { fallbackApprovers: [], rules: all.map(ruleInput) });

  return {
    LEAD,
    ISSUE_LEAD,
    PERMISSION,
    OWNER,
    ownedBy,
    people,
    members,
    stage,
    about,
    ruleInput,
    rules,
  };
}
