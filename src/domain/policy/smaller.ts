import type { RoleOfProject } from './opened-by';

/** What would do in place of a group, if it is asked for because of one project. */
export interface Smaller {
  /** Its roles in that project, each of which can be asked for by itself. */
  readonly roles: readonly { readonly roleId: string; readonly name: string }[];
  /** Groups with the same roles in the project that open less besides. */
  readonly groupIds: readonly string[];
}

/**
 * What opens the project as the group does, and less than the group: the roles alone, and other groups that can be asked for. Nothing where
 * the group does not open the project, or opens nothing else.
 */
export function smallerThan(
  groupId: string,
  projectId: string,
  {
    roles,
    listed,
    givesProductAccess,
  }: {
    /** Of every project. */
    readonly roles: readonly RoleOfProject[];
    readonly listed: ReadonlySet<string>;
    readonly givesProductAccess: boolean | undefined;
  },
): Smaller | undefined {
  const opened = roles.filter(({ groupIds }) => groupIds.has(groupId));
  const here = opened.filter((role) => role.projectId === projectId);
  const opensElsewhere = opened.length > here.length;
  if (here.length === 0 || !(opensElsewhere || givesProductAccess === true)) return undefined;
  const others = new Set(here.flatMap(({ groupIds }) => [...groupIds]));
  const groupIds = [...others].filter((other) => {
    if (other === groupId || !listed.has(other)) return false;
    const byOther = roles.filter((role) => role.groupIds.has(other));
    const isWithin = byOther.every((role) => opened.includes(role));
    return (
      isWithin && byOther.length < opened.length && here.every((role) => byOther.includes(role))
    );
  });
  return { roles: here.map(({ roleId, name }) => ({ roleId, name })), groupIds };
}
