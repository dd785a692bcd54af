import type { GroupOpensView, OtherWayView } from '#contract/views';
import { listNames } from '#words/listing';
import { say } from '#words/say';

/** `Priya Raman has Developers in Website already, through engineering.` */
export function otherWayLine(way: OtherWayView): string {
  const who = way.displayName;
  const roles = way.roles.map(({ name, projectName }) =>
    say('{name} in {project}', { name, project: projectName }),
  );
  const through = throughWords(way.through);
  if (way.ofGroup === undefined) {
    return say('{who} has {roles} already, {through}.', { who, roles: listNames(roles), through });
  }
  return way.isAll
    ? say('{who} has each role that {group} opens already, {through}.', {
        who,
        group: way.ofGroup,
        through,
      })
    : say('{who} has some of what {group} opens already, {through}: {roles}.', {
        who,
        group: way.ofGroup,
        through,
        roles: listNames(roles),
      });
}

const throughWords = (names: readonly string[]): string =>
  names.length === 0
    ? say('through another group')
    : say('through {names}', { names: listNames(names) });

/** What would do in place of a group, for one project. */
export function smallerLines({ name: group, smaller }: Pick<GroupOpensView, 'name' | 'smaller'>) {
  if (smaller === undefined) return [];
  const { projectName: project } = smaller;
  return [
    say(
      'For {project} alone, {roles} would do in place of {group}: {count, plural, one {the role can} other {these roles can}} be asked for as well.',
      {
        project,
        group,
        roles: listNames(smaller.roles),
        count: smaller.roles.length,
      },
    ),
    ...(smaller.groups.length === 0
      ? []
      : [
          say(
            '{groups} {count, plural, one {opens} other {open}} the same in {project}, and less besides.',
            {
              groups: listNames(smaller.groups),
              count: smaller.groups.length,
              project,
            },
          ),
        ]),
  ];
}
