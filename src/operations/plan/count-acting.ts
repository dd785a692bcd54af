import type { Acting, AdministersAlone } from '#domain/plan/live-state';
import type { Directory, DirectoryRole } from '#ports/directory';

/** Actors of one role that are looked at: people in few calls, groups in one or more for each. */
const PEOPLE_AT_MOST = 200;
const GROUPS_AT_MOST = 10;

/**
 * Those of a role's actors who can act, counted no further than `atMost`. `leaving`: ids of groups that
 * are to be told apart in any case.
 */
export async function countActingInRole(
  directory: Directory,
  { actors, actorsAreWhole }: Pick<DirectoryRole, 'actors' | 'actorsAreWhole'>,
  atMost: number,
  leaving: readonly string[] = [],
): Promise<Acting> {
  const people = actors.flatMap((one) => (one.kind === 'person' ? [one.accountId] : []));
  const all = actors.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  const first = all.filter((groupId) => leaving.includes(groupId));
  const groups = [...first, ...all.filter((groupId) => !leaving.includes(groupId))];
  const known = await directory.people(people.slice(0, PEOPLE_AT_MOST));
  const active = [...known.values()].filter(
    ({ active, accountType }) => active && accountType === 'atlassian',
  ).length;
  const looked = groups.slice(0, GROUPS_AT_MOST);
  const counts = await Promise.all(looked.map((groupId) => directory.countActing(groupId, 1)));
  const acting = counts.filter(({ count }) => count > 0).length;
  const isWhole =
    actorsAreWhole &&
    people.length <= PEOPLE_AT_MOST &&
    groups.length <= GROUPS_AT_MOST &&
    counts.every((one) => one.isWhole || one.count > 0);
  const idle = looked.filter((_, place) => counts[place]?.count === 0 && counts[place]?.isWhole);
  return {
    count: Math.min(atMost, active + acting),
    isWhole,
    idleGroups: new Set(idle),
  };
}

/**
 * Whether some project would be left without anybody who can act as its administrator if nobody in this
 * group could. Asked only where that is about to be.
 */
export async function administersAlone(
  directory: Directory,
  groupId: string,
): Promise<AdministersAlone> {
  const roles = await directory.adminRolesOf(groupId);
  if (roles === undefined) return 'notKnown';
  if (roles.length === 0) return 'no';
  const counted = await Promise.all(
    roles.map(({ actors, actorsAreWhole }) => {
      const others = actors.filter((one) => one.kind === 'person' || one.groupId !== groupId);
      return countActingInRole(directory, { actors: others, actorsAreWhole }, 1);
    }),
  );
  if (counted.some(({ count, isWhole }) => count === 0 && isWhole)) return 'yes';
  return counted.some(({ count }) => count === 0) ? 'notKnown' : 'withOthers';
}
