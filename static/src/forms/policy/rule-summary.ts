import { listBare } from '#words/listing';
import { say } from '#words/say';
import { isLimited, type RuleDraft, type StageDraft } from './rule-draft';

/** A rule in a line: what it is about, in which projects, who decides, for how long. */
export function ruleSummary(draft: RuleDraft): string {
  const { what, everyProject, projects, stages, longest, byPolicy } = draft;
  const people = stages.map(whoDecides).join(' → ');
  const about = [
    ...(what.groups === 'all' ? [say('all listed groups')] : []),
    ...(what.groups !== 'all' && what.groups.length > 0
      ? [say('{count, plural, one {# group} other {# groups}}', { count: what.groups.length })]
      : []),
    ...(what.roles ? [say('project roles')] : []),
    ...(what.accounts ? [say('new accounts')] : []),
    ...(what.newGroups ? [say('new groups')] : []),
  ];
  const all = about.length === 0 ? say('nothing yet') : listBare(about);
  const named = projects.map(({ name }) => name);
  return say('{what} · {who} · {term}', {
    what: everyProject ? all : say('{what} in {projects}', { what: all, projects: inWhich(named) }),
    who: byPolicy ? say('the policy, else {people}', { people }) : people,
    term: isLimited(draft)
      ? say('at most {count, plural, one {# day} other {# days}}', {
          count: Number(longest.number) || 0,
        })
      : say('any term'),
  });
}

const inWhich = (names: readonly string[]): string =>
  names.length === 0 ? say('no project yet') : listBare(names);

function whoDecides(stage: StageDraft): string {
  const { projectLead, issueProjectLead, permission, groupOwner, people, groups, needed } = stage;
  const who = [
    ...(projectLead ? [say('project lead')] : []),
    ...(issueProjectLead ? [say('lead of the work item’s project')] : []),
    ...(permission ? [say('who may decide on access requests')] : []),
    ...(groupOwner ? [say('owner of the group')] : []),
    ...people.map(({ displayName }) => displayName),
    ...groups.map(({ name }) => say('members of {group}', { group: name })),
  ];
  const all = who.length === 0 ? say('nobody yet') : listBare(who);
  return Number(needed) > 1 ? say('{needed} of {who}', { needed: Number(needed), who: all }) : all;
}
