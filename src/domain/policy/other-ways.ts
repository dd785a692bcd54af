import type { ExistingEntitlement } from '../action/entitlement';
import type { RoleOfProject } from './opened-by';

/** What somebody has already of what is asked for, through groups that they are in. */
export interface OtherWay {
  readonly roles: readonly RoleOfProject[];
  /** All that the asked for group opens; always of a role. */
  readonly isAll: boolean;
  /** The groups through which they have it. */
  readonly groupIds: readonly string[];
}

/**
 * Undefined where they have none of it another way. Of a group, what it opens counts: that they are in it already is for the plan to
 * say, and that they have a role by themselves, too.
 */
export function otherWay(
  asked: ExistingEntitlement,
  theirGroups: ReadonlySet<string>,
  roles: readonly RoleOfProject[],
): OtherWay | undefined {
  const opened = roles.filter((role) => isOpenedBy(asked, role));
  const through = ({ groupIds }: RoleOfProject) =>
    [...groupIds].filter((groupId) => theirGroups.has(groupId) && !isThis(asked, groupId));
  const had = opened.filter((role) => through(role).length > 0);
  if (had.length === 0) return undefined;
  return {
    roles: had,
    isAll: had.length === opened.length,
    groupIds: [...new Set(had.flatMap(through))],
  };
}

function isOpenedBy(asked: ExistingEntitlement, role: RoleOfProject): boolean {
  switch (asked.kind) {
    case 'group':
      return role.groupIds.has(asked.groupId);
    case 'role':
      return role.projectId === asked.projectId && role.roleId === asked.roleId;
  }
}

const isThis = (asked: ExistingEntitlement, groupId: string) =>
  asked.kind === 'group' && asked.groupId === groupId;
