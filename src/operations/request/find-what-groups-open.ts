import type { GroupSubject } from '#domain/action/subject';
import { deliveryOf, type GivenGroup, openedBy } from '#domain/policy/opened-by';
import { smallerThan } from '#domain/policy/smaller';
import {
  type AdministrationGiven,
  administrationGiven,
} from '#domain/protection/administration-given';
import type { Directory, DirectoryGroup, DirectoryProject, OpenedProjects } from '#ports/directory';
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
  /** What would do for the project of the work item alone; undefined where nothing is known that would. */
  readonly smaller: SmallerFound | undefined;
}

export interface SmallerFound {
  readonly projectName: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

type ProjectRole = ReturnType<typeof openedBy>[number] & { readonly project: DirectoryProject };

/** What is asked about. */
export interface AskedGroups {
  readonly given: readonly GivenGroup[];
  /** Of the work item; undefined where it is not of the connected site. */
  readonly projectId: string | undefined;
}

/** What people get with each of the groups. Of a group that can't be asked for, nothing is told. `site`: read once for all that is asked of it. */
export async function findWhatGroupsOpen(
  ports: OpensPorts,
  connectionId: string,
  { given, projectId }: AskedGroups,
  site: () => Promise<OpenedProjects | undefined>,
  seenOf: SeenOf,
): Promise<GroupOpens[]> {
  const { requestableGroups } = await ports.policies.inForce(connectionId);
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  const asked = given.filter(({ groupId }) => listed.has(groupId));
  if (asked.length === 0) return [];
  const { directory } = ports.siteOf(connectionId);
  const groupIds = asked.map(({ groupId }) => groupId);
  const [groups, opens, members] = await Promise.all([
    directory.groups(groupIds),
    site(),
    directory.memberCounts(groupIds),
  ]);
  const found = asked.flatMap((one) => {
    const group = groups.get(one.groupId);
    return group === undefined ? [] : [{ group, opened: opens && rolesOf(one, opens) }];
  });
  const projectIds = found.flatMap(({ opened = [] }) => opened.map(({ projectId }) => projectId));
  const here = projectId === undefined ? [] : [projectId];
  const seen = await seenOf([...new Set([...projectIds, ...here])]);
  const about = { projectId: here.find((one) => seen.has(one)), opens, listed };
  const smaller = await findSmaller(directory, [...groups.values()], about);
  return found.map(({ group: { groupId, name, protection, givesProductAccess }, opened }) => ({
    groupId,
    name,
    administers: administrationGiven(protection),
    givesProductAccess,
    members: members.get(groupId),
    opened: opened && deliveryOf(opened, seen),
    smaller: smaller.get(groupId),
  }));
}

/** Of groups, those that anybody may ask for. */
async function findSmaller(
  directory: Pick<Directory, 'groups'>,
  groups: readonly DirectoryGroup[],
  {
    projectId,
    opens,
    listed,
  }: {
    readonly projectId: string | undefined;
    readonly opens: OpenedProjects | undefined;
    readonly listed: ReadonlySet<string>;
  },
): Promise<ReadonlyMap<string, SmallerFound>> {
  const project = opens?.projects.find((one) => one.projectId === projectId);
  if (opens === undefined || project === undefined) return new Map();
  const all = groups.flatMap(({ groupId, givesProductAccess }) => {
    const { roles } = opens;
    const found = smallerThan(groupId, project.projectId, { roles, listed, givesProductAccess });
    return found === undefined ? [] : [{ groupId, ...found }];
  });
  const others = [...new Set(all.flatMap(({ groupIds }) => groupIds))].slice(0, LOOKED_UP_AT_MOST);
  const known =
    others.length === 0 ? new Map<string, DirectoryGroup>() : await directory.groups(others);
  return new Map(
    all.map(({ groupId, roles, groupIds }) => [
      groupId,
      {
        projectName: project.name,
        roles: roles.map(({ name }) => name),
        groups: groupIds.flatMap((id) => {
          const group = known.get(id);
          return group !== undefined && isOrdinary(group) ? [group.name] : [];
        }),
      },
    ]),
  );
}

/** What gives more by itself than roles is offered in place of nothing. */
const isOrdinary = ({ protection, managedElsewhere, givesProductAccess }: DirectoryGroup) =>
  protection.length === 0 && !managedElsewhere && givesProductAccess === false;

export interface ReceivingGroup {
  readonly groupId: string;
  readonly name: string;
  /** The inactive too; undefined where the site does not say. */
  readonly members: number | undefined;
}

/** Other groups whose names are looked up: more are no help to whoever reads. */
const LOOKED_UP_AT_MOST = 10;

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
