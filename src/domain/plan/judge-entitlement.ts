import { type Entitlement, entitlementKey } from '../action/entitlement';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { unlocksOn } from '../policy/unlock';
import { judgeProtection } from '../protection/group-protection';
import type { Objection } from './plan';
import type { PlanQuestion } from './plan-question';

/** Whether this can be given or taken at all, whoever it is about. */
export function judgeEntitlement(
  entitlement: Entitlement,
  question: PlanQuestion,
  created: ReadonlySet<string>,
): Allowed<Objection> {
  const { live, policy } = question;
  switch (entitlement.kind) {
    case 'group': {
      const group = live.groups.get(entitlement.groupId);
      const isOwn = question.groupsOfRequest.has(entitlement.groupId);
      if (group === undefined) {
        const reason = isOwn ? 'notYetVisible' : 'noSuchGroup';
        return forbidden({ verdict: 'impossible', reason });
      }
      const listed = policy.requestableGroups.find((one) => one.groupId === entitlement.groupId);
      const open = judgeProtection(group.protection, unlocksOn(listed, question.connectionId));
      if (!open.allowed) return forbidden({ verdict: 'refused', reason: open.why });
      if (isOwn) return ALLOWED;
      if (listed === undefined)
        return forbidden({ verdict: 'refused', reason: 'groupNotRequestable' });
      if (group.managedElsewhere)
        return forbidden({ verdict: 'impossible', reason: 'groupManagedElsewhere' });
      return ALLOWED;
    }
    case 'role': {
      if (policy.rolesOf === 'issueProject' && entitlement.projectId !== question.issueProjectId) {
        return forbidden({ verdict: 'refused', reason: 'projectNotRequestable' });
      }
      const role = live.roles.get(entitlementKey(entitlement));
      if (role === undefined)
        return forbidden({ verdict: 'impossible', reason: 'roleNotInProject' });
      if (role.projectArchived)
        return forbidden({ verdict: 'impossible', reason: 'noSuchProject' });
      return ALLOWED;
    }
    case 'newGroup':
      return created.has(entitlementKey(entitlement))
        ? ALLOWED
        : forbidden({ verdict: 'impossible', reason: 'notCreated' });
    case 'account':
      return forbidden({ verdict: 'impossible', reason: 'notCreated' });
  }
}
