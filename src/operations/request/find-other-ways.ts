import type { ExistingEntitlement, ExistingIds } from '#domain/action/entitlement';
import type { RoleOfProject } from '#domain/policy/opened-by';
import { otherWay } from '#domain/policy/other-ways';
import type { Directory, DirectoryRole, OpenedProjects } from '#ports/directory';
import { SiteFailure } from '#ports/site-failure';
import type { OpensPorts, SeenOf } from './find-what-groups-open';

export interface OtherWays {
  readonly found: readonly OtherWayFound[];
  /** Names of those of whom the site does not say in which groups they are. */
  readonly notKnown: readonly string[];
}

export interface OtherWayFound {
  readonly accountId: string;
  readonly displayName: string;
  readonly asked: ExistingEntitlement;
  readonly roles: readonly { readonly name: string; readonly projectName: string }[];
  readonly isAll: boolean;
  /** Names of the groups; of those that nobody can ask for, none. */
  readonly through: readonly string[];
}

/**
 * What people have already, through groups that they are in, of what is asked for them. Told are roles of projects that whoever asks
 * sees. `site`: read only where a group is asked for.
 */
export async function findOtherWays(
  ports: OpensPorts,
  connectionId: string,
  {
    people,
    asked,
    projectId,
  }: {
    /** One call each. */
    readonly people: readonly string[];
    readonly asked: readonly ExistingIds[];
    /** Of the work item: its roles can always be asked for. */
    readonly projectId: string | undefined;
  },
  site: () => Promise<OpenedProjects | undefined>,
  seenOf: SeenOf,
): Promise<OtherWays> {
  if (people.length === 0 || asked.length === 0) return NOTHING;
  const policy = await ports.policies.inForce(connectionId);
  const listed = new Set(policy.requestableGroups.map(({ groupId }) => groupId));
  const mayBeTold = asked.filter((one) =>
    one.kind === 'group'
      ? listed.has(one.groupId)
      : policy.rolesOf === 'anyProject' || one.projectId === projectId,
  );
  if (mayBeTold.length === 0) return NOTHING;
  const { directory } = ports.siteOf(connectionId);
  const [existing, opens] = await Promise.all([
    directory.existing(mayBeTold),
    mayBeTold.some(({ kind }) => kind === 'group') ? site() : undefined,
  ]);
  const groups = [...existing.groups.values()].map(
    ({ groupId, name }): ExistingEntitlement => ({ kind: 'group', groupId, name }),
  );
  const roles = [...existing.roles.values()];
  const all = new Map(
    [...roles.map(asRole), ...(opens?.roles ?? [])].map((role) => [keyOf(role), role]),
  );
  const projectNames = new Map([
    ...roles.map((role) => [role.projectId, role.projectName] as const),
    ...(opens?.projects ?? []).map((one) => [one.projectId, one.name] as const),
  ]);
  const seen = await seenOf([...projectNames.keys()]);
  const shown = [...all.values()].filter((role) => seen.has(role.projectId));
  const notKnown: string[] = [];
  const ways = await Promise.all(
    people.map(async (accountId) => {
      const theirs = await groupsOf(directory, accountId);
      if (theirs === undefined) {
        notKnown.push(accountId);
        return [];
      }
      return [...groups, ...roles].flatMap((entitlement) => {
        if (entitlement.kind === 'group' && theirs.has(entitlement.groupId)) return [];
        const way = otherWay(entitlement, new Set(theirs.keys()), shown);
        if (way === undefined) return [];
        return {
          accountId,
          asked: entitlement,
          roles: way.roles.map(({ name, projectId: of }) => ({
            name,
            projectName: projectNames.get(of) ?? '',
          })),
          isAll: way.isAll && opensNothingElse(entitlement, opens, shown),
          through: way.groupIds.flatMap((groupId) =>
            listed.has(groupId) ? [theirs.get(groupId) ?? ''] : [],
          ),
        };
      });
    }),
  );
  const found = ways.flat();
  const nameOf = await namesOf(directory, [
    ...found.map(({ accountId }) => accountId),
    ...notKnown,
  ]);
  return {
    found: found.map((way) => ({ ...way, displayName: nameOf(way.accountId) })),
    notKnown: notKnown.map(nameOf),
  };
}

/** Whom the site does not know is called by their id. */
async function namesOf(
  directory: Pick<Directory, 'people'>,
  accountIds: readonly string[],
): Promise<(accountId: string) => string> {
  const people =
    accountIds.length === 0 ? undefined : await directory.people([...new Set(accountIds)]);
  return (accountId) => people?.get(accountId)?.displayName ?? accountId;
}

const NOTHING: OtherWays = { found: [], notKnown: [] };

/** What whoever asks does not see is not counted among all that a group opens. */
function opensNothingElse(
  entitlement: ExistingEntitlement,
  opens: OpenedProjects | undefined,
  shown: readonly RoleOfProject[],
): boolean {
  if (entitlement.kind !== 'group') return true;
  const opened = opens?.roles.filter(({ groupIds }) => groupIds.has(entitlement.groupId)) ?? [];
  return opened.every((role) => shown.some((one) => keyOf(one) === keyOf(role)));
}

const keyOf = ({ projectId, roleId }: Pick<RoleOfProject, 'projectId' | 'roleId'>) =>
  `${projectId}/${roleId}`;

function asRole({ projectId, roleId, name, actors }: DirectoryRole): RoleOfProject {
  const groupIds = actors.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  return { projectId, roleId, name, groupIds: new Set(groupIds) };
}

/** Names by id; undefined where the site does not say. Each person fails alone. */
async function groupsOf(
  directory: Pick<Directory, 'groupsOf'>,
  accountId: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const groups = await directory.groupsOf(accountId, true);
    return new Map(groups.map(({ groupId, name }) => [groupId, name]));
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    return undefined;
  }
}
