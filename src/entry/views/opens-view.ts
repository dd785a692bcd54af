import type { OpensView } from '#contract/views';
import type { GroupOpens, ReceivingGroup } from '#operations/request/find-what-groups-open';

export function opensView(
  requesterId: string,
  groups: readonly GroupOpens[],
  receiving: readonly ReceivingGroup[],
): OpensView {
  return {
    requesterId,
    groups: groups.map(({ groupId, name, administers, givesProductAccess, members, opened }) => ({
      groupId,
      name,
      administers,
      givesProductAccess,
      members,
      opened: opened && {
        hidden: opened.hidden,
        roles: opened.roles.map((role) => ({
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
  };
}
