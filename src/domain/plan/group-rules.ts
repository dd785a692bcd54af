import type { GroupEntitlement } from '../action/entitlement';
import { ALLOWED, forbidden } from '../lib/allowed';
import { isDelisted } from '../policy/delisted';
import { unlocksOn } from '../policy/unlock';
import { judgeProtection } from '../protection/judge-protection';
import type { ExistingRules } from './entitlement-rules';

/** Membership of a group that is there. */
export function groupRules(entitlement: GroupEntitlement): ExistingRules {
  const { groupId } = entitlement;
  return {
    judge: ({ live, policy, groupsOfRequest, connectionId }) => {
      const group = live.groups.get(groupId);
      const isOwn = groupsOfRequest.has(groupId);
      if (group === undefined) {
        const reason = isOwn ? 'notYetVisible' : 'noSuchGroup';
        return forbidden({ verdict: 'impossible', reason });
      }
      const listed = policy.requestableGroups.find((one) => one.groupId === groupId);
      const open = judgeProtection(group.protection, unlocksOn(listed, connectionId));
      if (!open.allowed) return forbidden({ verdict: 'refused', reason: open.why });
      // Where no group can be created by request any more, or an admin has taken it off the list, it is one like any other.
      if (isOwn && policy.creation.groups && !isDelisted(policy, groupId)) return ALLOWED;
      if (listed === undefined)
        return forbidden({ verdict: 'refused', reason: 'groupNotRequestable' });
      if (group.managedElsewhere)
        return forbidden({ verdict: 'impossible', reason: 'groupManagedElsewhere' });
      return ALLOWED;
    },
    takesGroups: false,
    protectionOn: ({ groups }) => {
      const protection = groups.get(groupId)?.protection;
      return protection && { groupId, protection };
    },
    guarded: ({ groups }) => {
      const group = groups.get(groupId);
      if (group === undefined) return undefined;
      if (group.protection.length > 0) return { acting: group.acting };
      if (group.administersAlone === 'yes') return { acting: group.acting, unless: 'lastAdmin' };
      return group.administersAlone === 'notKnown'
        ? { acting: group.acting, unless: 'mayBeLastAdmin' }
        : undefined;
    },
    besideOthers: ({ groups }) => groups.get(groupId)?.administersAlone === 'withOthers',
    carriesApp: ({ groups }) => {
      const group = groups.get(groupId);
      if (group === undefined) return false;
      return group.protection.length > 0 || group.givesProductAccess !== false;
    },
    stateOnSite: ({ groups }) => {
      const group = groups.get(groupId);
      if (group === undefined) return 'gone';
      return group.managedElsewhere ? 'managedElsewhere' : 'open';
    },
    asNamed: ({ groups }) => ({
      ...entitlement,
      name: groups.get(groupId)?.name ?? entitlement.name,
    }),
    mayBeGivenBack: ({ live: { groups }, policy: { requestableGroups }, connectionId }) => {
      const listed = requestableGroups.find((one) => one.groupId === groupId);
      const group = groups.get(groupId);
      if (listed === undefined || group === undefined) return 'no';
      const open = judgeProtection(group.protection, unlocksOn(listed, connectionId));
      if (open.allowed) return 'yes';
      return open.why === 'protectionNotKnown' ? 'notKnown' : 'no';
    },
  };
}
