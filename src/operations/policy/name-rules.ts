import type { Person } from '#domain/action/person';
import { shortName } from '#domain/action/short-name';
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
  /** By the id of a rule: the projects that Jira does not show the app, and that the rule did not name before. */
  readonly unknownProjects: ReadonlyMap<string, readonly string[]>;
}

/**
 * Rules, each once, with their groups, projects and people as they are called now, and their own names as they can be read. What is neither there nor was named before keeps its
 * id for a name: a source or an asker that is gone is nobody, and never left out; so is a project, and which of them nobody
 * knows is said besides. `naming`: Jira is asked once for all people of a policy, while the site is asked for groups.
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
  return { rules, unknownProjects: unknownIn(rules, before, projects) };
}

/** What a rule named already was known then: that it is gone since keeps nothing else from being saved. */
function unknownIn(
  rules: readonly Rule[],
  before: Policy,
  there: ReadonlyMap<string, NamedProject>,
): NamedRules['unknownProjects'] {
  const idsOf = ({ projects }: Pick<Rule, 'projects'>) =>
    projects === 'all' ? [] : projects.map(({ projectId }) => projectId);
  return new Map(
    rules.flatMap((rule) => {
      const was = before.rules.find(({ id }) => id === rule.id);
      const known = new Set(was === undefined ? [] : idsOf(was));
      const unknown = idsOf(rule).filter((id) => !there.has(id) && !known.has(id));
      return unknown.length === 0 ? [] : [[rule.id, unknown] as const];
    }),
  );
}

function sourcesIn(edits: readonly RuleEdit[]) {
  return edits.flatMap(({ stages }) => stages.flatMap(({ sources }) => sources));
}

const NOTHING: ReadonlyMap<string, string> = new Map<string, string>();
const NO_RULES: NamedRules = { rules: [], unknownProjects: new Map() };
const NO_PROJECTS: ReadonlyMap<string, NamedProject> = new Map<string, NamedProject>();

function projectsOf({ rules }: Policy): readonly NamedProject[] {
  return rules.flatMap(({ projects }) => (projects === 'all' ? [] : projects));
}

function groupsOf({ rules }: Policy): readonly NamedGroup[] {
  return rules.flatMap(({ askers, stages }) => [
    ...(askers.who === 'members' ? askers.groups : []),
    ...stages.flatMap(({ sources }) =>
      sources.flatMap((source) => (source.kind === 'members' ? source.group : [])),
    ),
  ]);
}
