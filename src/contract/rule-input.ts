import type { z } from 'zod';
import type { Rule } from '#domain/policy/rule';
import type { Source } from '#domain/policy/stage-rule';
import type { savePolicyInput } from './inputs';

type RuleInput = z.input<typeof savePolicyInput>['rules'][number];
type SourceInput = RuleInput['stages'][number]['sources'][number];

/** A rule as it is sent: its groups and people by their ids. */
export function ruleInputOf({
  askers,
  projects,
  stages,
  what,
  longestTermDays,
  usualTermDays,
  ...rule
}: Rule): RuleInput {
  return {
    ...rule,
    what: { ...what, groups: what.groups === 'all' ? what.groups : [...what.groups] },
    askers: askers.who === 'everybody' ? null : askers.groups.map(({ groupId }) => groupId),
    projects: projects === 'all' ? null : projects.map(({ projectId }) => projectId),
    stages: stages.map(({ sources, needed }) => ({ needed, sources: sources.map(sourceInputOf) })),
    longestTermDays: longestTermDays ?? null,
    usualTermDays: usualTermDays ?? null,
  };
}

function sourceInputOf(source: Source): SourceInput {
  switch (source.kind) {
    case 'projectLead':
    case 'issueProjectLead':
    case 'permission':
    case 'groupOwner':
      return source;
    case 'people':
      return { kind: source.kind, people: source.people.map(({ accountId }) => accountId) };
    case 'members':
      return { kind: source.kind, groupId: source.group.groupId };
  }
}
