import type { Person } from '#domain/action/person';
import { shortName } from '#domain/action/short-name';
import type { UnknownOfRule } from '#domain/policy/judge-rule';
import type { Policy } from '#domain/policy/policy';
import type { NamedProject, Rule } from '#domain/policy/rule';
import { keptRuleName } from '#domain/policy/rule-name';
import type { NamedGroup, Source } from '#domain/policy/stage-rule';
import type { HostAsApp } from '#ports/host-jira';
import type { Sites } from '#ports/site';
import { whoIs } from './name-people';

/** A rule with groups and people by their ids. */
export interface RuleEdit extends Omit<Rule, 'askers' | 'projects' | 'stages'> {
  /** Null: everybody. */
  readonly askers: readonly string[] | null;
  /** Null: all. */
  readonly projects: readonly string[] | null;
  readonly stages: readonly {
    readonly needed: number;
    readonly sources: readonly (
      | { readonly kind: 'projectLead' | 'issueProjectLead' | 'permission' | 'groupOwner' }
      | { readonly kind: 'people'; readonly people: readonly string[] }
      | { readonly kind: 'members'; readonly groupId: string }
    )[];
  }[];
}

/** The account ids of all whom rules name to decide. */
export function peopleIn(edits: readonly RuleEdit[]): readonly string[] {
  return sourcesIn(edits).flatMap((source) => (source.kind === 'people' ? source.people : []));
}

export interface NamingPorts extends Sites {
  readonly hostAsApp: Pick<HostAsApp, 'projects'>;
}

export interface NamedRules {
  readonly rules: readonly Rule[];
  /** By the id of a rule: what Jira or the site does not show the app, and the rule did not name before. */
  readonly unknown: ReadonlyMap<string, UnknownOfRule>;
}

/**
 * Rules, each once, with their groups, projects and people as they are called now, and their own names as they can be read. What is neither there nor was named before keeps its
 * id for a name: a source or an asker that is gone is nobody, and never left out; so is a project. Which of them nobody
 * knows is said besides, and so it is of people. `naming`: Jira is asked once for all people of a policy, while the site is asked for groups.
 */
export async function nameRules(
  { siteOf, hostAsApp }: NamingPorts,
  before: Policy,
  edits: readonly RuleEdit[],
  connectionId: string | undefined,
  naming: Promise<readonly Person[]>,
): Promise<NamedRules> {
  if (edits.length === 0 || connectionId === undefined) return NO_RULES;
  const groupIds = [
    ...edits.flatMap(({ askers }) => askers ?? []),
    ...sourcesIn(edits).flatMap((source) => (source.kind === 'members' ? source.groupId : [])),
    ...edits.flatMap(({ what }) => (what.groups === 'all' ? [] : what.groups)),
  ];
  const projectIds = [...new Set(edits.flatMap(({ projects }) => projects ?? []))];
  const [people, names, projects] = await Promise.all([
    naming,
    groupIds.length === 0 ? NOTHING : siteOf(connectionId).directory.groupNames(groupIds),
    projectIds.length === 0 ? NO_PROJECTS : hostAsApp.projects(projectIds),
  ]);
  const earlier = new Map(groupsOf(before).map(({ groupId, name }) => [groupId, name]));
  const named = (groupId: string): NamedGroup => ({
    groupId,
    name: shortName(names.get(groupId) ?? earlier.get(groupId) ?? groupId),
  });
  const namedBefore = new Map(projectsOf(before).map((one) => [one.projectId, one]));
  const namedProject = (projectId: string): NamedProject => {
    const found = projects.get(projectId) ?? namedBefore.get(projectId);
    if (found === undefined) return { projectId, key: projectId, name: projectId };
    return { projectId, key: found.key, name: shortName(found.name) };
  };
  const sourceOf = (source: RuleEdit['stages'][number]['sources'][number]): Source => {
    switch (source.kind) {
      case 'projectLead':
      case 'issueProjectLead':
      case 'permission':
      case 'groupOwner':
        return { kind: source.kind };
      case 'people':
        return { kind: 'people', people: whoIs(people, source.people) };
      case 'members':
        return { kind: 'members', group: named(source.groupId) };
    }
  };
  const each = new Map(edits.map((edit) => [edit.id, edit])).values();
  const rules = [...each].map(({ askers, projects: from, stages, ...rule }) => ({
    ...rule,
    name: keptRuleName(rule.name),
    askers:
      askers === null
        ? { who: 'everybody' as const }
        : { who: 'members' as const, groups: [...new Set(askers)].map(named) },
    projects: from === null ? ('all' as const) : [...new Set(from)].map(namedProject),
    stages: stages.map((stage) => ({
      needed: stage.needed,
      sources: stage.sources.map(sourceOf),
    })),
  }));
  const there = {
    groups: new Set(names.keys()),
    projects: new Set(projects.keys()),
    people: new Set(people.map(({ accountId }) => accountId)),
  };
  const all = new Map(edits.map((edit) => [edit.id, edit]));
  return {
    rules,
    unknown: new Map([...all].map(([id, edit]) => [id, unknownIn(edit, before, there)])),
  };
}

interface ThereNow {
  readonly groups: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
  /** Those whom the policy named before are among them. */
  readonly people: ReadonlySet<string>;
}

/** What a rule named already was known then: that it is gone since keeps nothing else from being saved. */
function unknownIn(edit: RuleEdit, before: Policy, there: ThereNow): UnknownOfRule {
  const { what, askers, projects, stages } = edit;
  const was = before.rules.filter(({ id }) => id === edit.id);
  const named = {
    groups: new Set([
      ...was.flatMap((rule) => (rule.what.groups === 'all' ? [] : rule.what.groups)),
      ...groupsOf({ rules: was }).map(({ groupId }) => groupId),
    ]),
    projects: new Set(projectsOf({ rules: was }).map(({ projectId }) => projectId)),
    people: new Set<string>(),
  };
  const unknown = (of: keyof ThereNow, ids: readonly string[]) =>
    [...new Set(ids)].filter((id) => !there[of].has(id) && !named[of].has(id));
  return {
    groups: unknown('groups', what.groups === 'all' ? [] : what.groups),
    askers: unknown('groups', askers ?? []),
    projects: unknown('projects', projects ?? []),
    stages: stages.map(({ sources }) => ({
      people: unknown(
        'people',
        sources.flatMap((source) => (source.kind === 'people' ? source.people : [])),
      ),
      groups: unknown(
        'groups',
        sources.flatMap((source) => (source.kind === 'members' ? source.groupId : [])),
      ),
    })),
  };
}

function sourcesIn(edits: readonly RuleEdit[]) {
  return edits.flatMap(({ stages }) => stages.flatMap(({ sources }) => sources));
}

const NOTHING: ReadonlyMap<string, string> = new Map<string, string>();
const NO_RULES: NamedRules = { rules: [], unknown: new Map() };
const NO_PROJECTS: ReadonlyMap<string, NamedProject> = new Map<string, NamedProject>();

function projectsOf({ rules }: Pick<Policy, 'rules'>): readonly NamedProject[] {
  return rules.flatMap(({ projects }) => (projects === 'all' ? [] : projects));
}

function groupsOf({ rules }: Pick<Policy, 'rules'>): readonly NamedGroup[] {
  return rules.flatMap(({ askers, stages }) => [
    ...(askers.who === 'members' ? askers.groups : []),
    ...stages.flatMap(({ sources }) =>
      sources.flatMap((source) => (source.kind === 'members' ? source.group : [])),
    ),
  ]);
}
