import { shortName } from '#domain/action/short-name';
import type { Policy } from '#domain/policy/policy';
import type { Rule } from '#domain/policy/rule';
import { keptRuleName } from '#domain/policy/rule-name';
import type { NamedGroup, Source } from '#domain/policy/stage-rule';
import type { HostAsApp } from '#ports/host-jira';
import type { Sites } from '#ports/site';
import { namePeople, peopleOf } from './name-people';

/** A rule with groups and people by their ids. */
export interface RuleEdit extends Omit<Rule, 'askers' | 'stages'> {
  /** Null: everybody. */
  readonly askers: readonly string[] | null;
  readonly stages: readonly {
    readonly needed: number;
    readonly sources: readonly (
      | { readonly kind: 'projectLead' | 'issueProjectLead' | 'permission' | 'groupOwner' }
      | { readonly kind: 'people'; readonly people: readonly string[] }
      | { readonly kind: 'members'; readonly groupId: string }
    )[];
  }[];
}

/**
 * Rules, each once, with their groups and people as they are called now, and their own names as they can be read. What is neither there nor was named before keeps its
 * id for a name: a source or an asker that is gone is nobody, and never left out.
 */
export async function nameRules(
  { hostAsApp, siteOf }: Sites & { readonly hostAsApp: HostAsApp },
  before: Policy,
  edits: readonly RuleEdit[],
  connectionId: string | undefined,
): Promise<readonly Rule[]> {
  if (edits.length === 0 || connectionId === undefined) return [];
  const sources = edits.flatMap(({ stages }) => stages.flatMap((stage) => stage.sources));
  const groupIds = [
    ...edits.flatMap(({ askers }) => askers ?? []),
    ...sources.flatMap((source) => (source.kind === 'members' ? source.groupId : [])),
  ];
  const accountIds = sources.flatMap((source) => (source.kind === 'people' ? source.people : []));
  const [people, names] = await Promise.all([
    namePeople(hostAsApp, peopleOf(before), accountIds),
    groupIds.length === 0 ? NOTHING : siteOf(connectionId).directory.groupNames(groupIds),
  ]);
  const earlier = new Map(groupsOf(before).map(({ groupId, name }) => [groupId, name]));
  const named = (groupId: string): NamedGroup => ({
    groupId,
    name: shortName(names.get(groupId) ?? earlier.get(groupId) ?? groupId),
  });
  const sourceOf = (source: RuleEdit['stages'][number]['sources'][number]): Source => {
    switch (source.kind) {
      case 'projectLead':
      case 'issueProjectLead':
      case 'permission':
      case 'groupOwner':
        return { kind: source.kind };
      case 'people': {
        const wanted = new Set(source.people);
        return { kind: 'people', people: people.filter(({ accountId }) => wanted.has(accountId)) };
      }
      case 'members':
        return { kind: 'members', group: named(source.groupId) };
    }
  };
  const each = new Map(edits.map((edit) => [edit.id, edit])).values();
  return [...each].map(({ askers, stages, ...rule }) => ({
    ...rule,
    name: keptRuleName(rule.name),
    askers:
      askers === null
        ? { who: 'everybody' as const }
        : { who: 'members' as const, groups: [...new Set(askers)].map(named) },
    stages: stages.map((stage) => ({
      needed: stage.needed,
      sources: stage.sources.map(sourceOf),
    })),
  }));
}

const NOTHING: ReadonlyMap<string, string> = new Map<string, string>();

function groupsOf({ rules }: Policy): readonly NamedGroup[] {
  return rules.flatMap(({ askers, stages }) => [
    ...(askers.who === 'members' ? askers.groups : []),
    ...stages.flatMap(({ sources }) =>
      sources.flatMap((source) => (source.kind === 'members' ? source.group : [])),
    ),
  ]);
}
