import type {
  RuleDifference,
  RulePart,
  RuleSaid,
  SaidScope,
  SaidSource,
  SaidStage,
} from '#domain/policy/rule-change';
import type { NamedGroup } from '#domain/policy/stage-rule';
import { listBare, listNames } from './listing';
import { idsByName, nameOrBoth } from './name-or-id';
import { say } from './say';
import { days } from './time';

/** What a part of a rule is called. */
export const ruleParts = (): Readonly<Record<RulePart, string>> => ({
  name: say('its name'),
  what: say('what it is about'),
  askers: say('who may ask'),
  projects: say('in which projects it can be asked for'),
  stages: say('who decides'),
  byPolicy: say('whether the policy decides in place of people'),
  longestTermDays: say('the longest term'),
  usualTermDays: say('the term that requests begin with'),
  ticket: say('whether a work item has to be named'),
});

/** What a part of a rule said, and says by now. */
export function tellRuleDifference(difference: RuleDifference): {
  readonly part: string;
  readonly before: string;
  readonly after: string;
} {
  const nameOf = namesIn(difference);
  const { before, after } = wordsOf(difference, nameOf);
  return { part: ruleParts()[difference.part], before, after };
}

const namesOf = (groups: readonly NamedGroup[], nameOf: NameOf) =>
  groups.map(({ groupId, name }) => nameOf(name, groupId));

/** How a group or a person is called: with the id, where another of the same name is meant as well. */
type NameOf = (name: string, id: string) => string;

function wordsOf(difference: RuleDifference, nameOf: NameOf) {
  switch (difference.part) {
    case 'name':
      return fromTo(difference, (name) => say('“{rule}”', { rule: name }));
    case 'what':
      return fromTo(difference, (what) => scopeWords(what, nameOf));
    case 'askers':
      return fromTo(difference, (askers) => askerWords(askers, nameOf));
    case 'projects':
      return fromTo(difference, (projects) => projectWords(projects, nameOf));
    case 'stages':
      return fromTo(difference, (stages) => stagesWords(stages, nameOf));
    case 'byPolicy':
      return fromTo(difference, (does) =>
        does ? say('it does, where it may') : say('it does not'),
      );
    case 'longestTermDays':
      return fromTo(difference, (number) => (number === null ? say('no limit') : days(number)));
    case 'usualTermDays':
      return fromTo(difference, (number) =>
        number === null ? say('the usual one') : days(number),
      );
    case 'ticket':
      return fromTo(difference, (has) => (has ? say('it has to be') : say('it need not be')));
  }
}

const fromTo = <Value>(
  { before, after }: { readonly before: Value; readonly after: Value },
  words: (value: Value) => string,
) => ({ before: words(before), after: words(after) });

function scopeWords({ groups, roles, accounts, newGroups }: SaidScope, nameOf: NameOf): string {
  const about = [
    ...(groups === 'all' ? [say('all listed groups')] : namesOf(groups, nameOf)),
    ...(roles ? [say('project roles')] : []),
    ...(accounts ? [say('new accounts')] : []),
    ...(newGroups ? [say('new groups')] : []),
  ];
  return about.length === 0 ? say('nothing') : listBare(about);
}

function askerWords(askers: RuleSaid['askers'], nameOf: NameOf): string {
  return askers.who === 'everybody'
    ? say('everybody')
    : say('members of {group}', {
        group: listNames(namesOf(askers.groups, nameOf), 'or', askers.groups.length),
      });
}

function projectWords(projects: RuleSaid['projects'], nameOf: NameOf): string {
  return projects === 'all'
    ? say('all projects')
    : listBare(projects.map(({ projectId, name }) => nameOf(name, projectId)));
}

function stagesWords(stages: readonly SaidStage[], nameOf: NameOf): string {
  const each = stages.map(({ sources, needed }) => {
    const each = sources.flatMap((source) => sourceWords(source, nameOf));
    const who = each.length === 0 ? say('nobody') : listBare(each);
    return needed > 1 ? say('{needed} of {who}', { needed, who }) : who;
  });
  return each.length === 0
    ? say('nobody')
    : each.reduce((first, then) => say('{first}, then {then}', { first, then }));
}

function sourceWords(source: SaidSource, nameOf: NameOf): readonly string[] {
  switch (source.kind) {
    case 'projectLead':
      return [say('project lead')];
    case 'issueProjectLead':
      return [say('lead of the work item’s project')];
    case 'permission':
      return [say('who may decide on access requests')];
    case 'groupOwner':
      return [say('owner of the group')];
    case 'people':
      return source.people.map(({ accountId, displayName }) => nameOf(displayName, accountId));
    case 'members': {
      const { groupId, name } = source.group;
      return [say('members of {group}', { group: nameOf(name, groupId) })];
    }
  }
}

function namesIn(difference: RuleDifference): NameOf {
  const ids = idsByName(named(difference));
  return (name, id) => nameOrBoth(name, id, ids);
}

function named(difference: RuleDifference): readonly (readonly [name: string, id: string])[] {
  switch (difference.part) {
    case 'what':
      return [difference.before, difference.after].flatMap(({ groups }) =>
        groups === 'all' ? [] : groups.map(({ groupId, name }) => [name, groupId] as const),
      );
    case 'askers':
      return [difference.before, difference.after].flatMap((askers) =>
        askers.who === 'everybody'
          ? []
          : askers.groups.map(({ groupId, name }) => [name, groupId] as const),
      );
    case 'projects':
      return [difference.before, difference.after].flatMap((projects) =>
        projects === 'all' ? [] : projects.map(({ projectId, name }) => [name, projectId] as const),
      );
    case 'stages':
      return [...difference.before, ...difference.after].flatMap(({ sources }) =>
        sources.flatMap((source) => {
          if (source.kind === 'members')
            return [[source.group.name, source.group.groupId] as const];
          if (source.kind !== 'people') return [];
          return source.people.map(
            ({ accountId, displayName }) => [displayName, accountId] as const,
          );
        }),
      );
    case 'name':
    case 'byPolicy':
    case 'longestTermDays':
    case 'usualTermDays':
    case 'ticket':
      return [];
  }
}
