import type { Directory } from '#ports/directory';
import type { SeenOf } from '../request/find-what-groups-open';

/** A group that opens projects, with its roles in those that somebody may be told of. */
export interface GroupThatOpens {
  readonly groupId: string;
  readonly projects: number;
  readonly roles: readonly { readonly projectName: string; readonly name: string }[];
}

/** Those of the groups that open a project; undefined where that takes more calls than are made for it. */
export async function findGroupsThatOpen(
  directory: Pick<Directory, 'openedProjects'>,
  groupIds: readonly string[],
  seenOf: SeenOf,
): Promise<readonly GroupThatOpens[] | undefined> {
  const opened = await directory.openedProjects();
  if (opened === undefined) return undefined;
  const names = new Map(opened.projects.map(({ projectId, name }) => [projectId, name]));
  const found = groupIds.map((groupId) => ({
    groupId,
    roles: opened.roles.filter((role) => role.groupIds.has(groupId)),
  }));
  const opening = found.filter(({ roles }) => roles.length > 0);
  const projectIds = opening.flatMap(({ roles }) => roles.map(({ projectId }) => projectId));
  const seen = await seenOf([...new Set(projectIds)]);
  return opening.map(({ groupId, roles }) => ({
    groupId,
    projects: new Set(roles.map(({ projectId }) => projectId)).size,
    roles: roles.flatMap(({ projectId, name }) => {
      const projectName = names.get(projectId);
      return projectName === undefined || !seen.has(projectId) ? [] : [{ projectName, name }];
    }),
  }));
}
