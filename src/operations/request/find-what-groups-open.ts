import type { GroupSubject } from '#domain/action/subject';
import { deliveryOf, type GivenGroup, openedBy } from '#domain/policy/opened-by';
import {
  type AdministrationGiven,
  administrationGiven,
} from '#domain/protection/administration-given';
import type { DirectoryProject, OpenedProjects } from '#ports/directory';
import type { PolicyStore } from '#ports/policy-store';
import type { Sites } from '#ports/site';

export interface OpensPorts extends Sites {
  readonly policies: PolicyStore;
}

/** Those of the projects that somebody may be told of. */
export type SeenOf = (projectIds: readonly string[]) => Promise<ReadonlySet<string>>;

export interface GroupOpens {
  readonly groupId: string;
  readonly name: string;
  /** What its members administer; undefined of an ordinary group. */
  readonly administers: AdministrationGiven | undefined;
  readonly givesProductAccess: boolean | undefined;
  /** The inactive too; undefined where the site does not say. */
  readonly members: number | undefined;
  /** Undefined where it takes more calls than are made for it. */
  readonly opened: ReturnType<typeof deliveryOf<ProjectRole>> | undefined;
}

type ProjectRole = ReturnType<typeof openedBy>[number] & { readonly project: DirectoryProject };

/** What people get with each of the groups. Of a group that can't be asked for, nothing is told. */
export async function findWhatGroupsOpen(
  ports: OpensPorts,
  connectionId: string,
  given: readonly GivenGroup[],
  seenOf: SeenOf,
): Promise<GroupOpens[]> {
  const { requestableGroups } = await ports.policies.inForce(connectionId);
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  const asked = given.filter(({ groupId }) => listed.has(groupId));
  if (asked.length === 0) return [];
  const { directory } = ports.siteOf(connectionId);
  const groupIds = asked.map(({ groupId }) => groupId);
  const [groups, site, members] = await Promise.all([
    directory.groups(groupIds),
    directory.openedProjects(),
    directory.memberCounts(groupIds),
  ]);
  const found = asked.flatMap((one) => {
    const group = groups.get(one.groupId);
    return group === undefined ? [] : [{ group, opened: site && rolesOf(one, site) }];
  });
  const projectIds = found.flatMap(({ opened = [] }) => opened.map(({ projectId }) => projectId));
  const seen = await seenOf([...new Set(projectIds)]);
  return found.map(({ group: { groupId, name, protection, givesProductAccess }, opened }) => ({
    groupId,
    name,
    administers: administrationGiven(protection),
    givesProductAccess,
    members: members.get(groupId),
    opened: opened && deliveryOf(opened, seen),
  }));
}

export interface ReceivingGroup {
  readonly groupId: string;
  readonly name: string;
  /** The inactive too; undefined where the site does not say. */
  readonly members: number | undefined;
}

/** How many get something with each of these groups. */
export async function countReceiving(
  ports: Sites,
  connectionId: string,
  groups: readonly GroupSubject[],
): Promise<ReceivingGroup[]> {
  if (groups.length === 0) return [];
  const { directory } = ports.siteOf(connectionId);
  const counts = await directory.memberCounts(groups.map(({ groupId }) => groupId));
  return groups.map(({ groupId, displayName }) => ({
    groupId,
    name: displayName,
    members: counts.get(groupId),
  }));
}

function rolesOf(given: GivenGroup, { projects, roles }: OpenedProjects): ProjectRole[] {
  const byId = new Map(projects.map((project) => [project.projectId, project]));
  return openedBy(given, roles).flatMap((role) => {
    const project = byId.get(role.projectId);
    return project === undefined ? [] : [{ ...role, project }];
  });
}
