import type { OpensView } from '#contract/views';
import type { OtherWays } from '#operations/request/find-other-ways';
import type { GroupOpens, ReceivingGroup } from '#operations/request/find-what-groups-open';

export function opensView(
  requesterId: string,
  groups: readonly GroupOpens[],
  receiving: readonly ReceivingGroup[],
  otherWays: OtherWays & { readonly isOfAll: boolean },
): OpensView {
  return {
    requesterId,
    groups: groups.map((group) => ({
      groupId: group.groupId,
      name: group.name,
      administers: group.administers,
      givesProductAccess: group.givesProductAccess,
      members: group.members,
      smaller: group.smaller && {
        projectName: group.smaller.projectName,
        roles: group.smaller.roles,
        groups: group.smaller.groups,
      },
      opened: group.opened && {
        hidden: group.opened.hidden,
        roles: group.opened.roles.map((role) => ({
          projectId: role.projectId,
          projectName: role.project.name,
          name: role.name,
          byThisAsk: role.byThisAsk,
          lead: role.project.lead && {
            accountId: role.project.lead.accountId,
            displayName: role.project.lead.displayName,
          },
        })),
      },
    })),
    receiving: receiving.map(({ groupId, name, members }) => ({ groupId, name, members })),
    otherWays: otherWays.found.map(({ accountId, displayName, asked, roles, isAll, through }) => ({
      accountId,
      displayName,
      ofGroup: asked.kind === 'group' ? asked.name : undefined,
      roles: roles.map(({ name, projectName }) => ({ name, projectName })),
      isAll,
      through,
    })),
    otherWaysNotKnown: otherWays.notKnown,
    otherWaysOfAll: otherWays.isOfAll,
  };
}
