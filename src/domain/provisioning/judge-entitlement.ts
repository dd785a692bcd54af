import { type Entitlement, entitlementKey } from '../action/entitlement';
import type { Verdict } from './plan';
import type { PlanQuestion } from './plan-question';

/** What speaks against giving or taking this, whoever it is about; undefined: nothing. */
export function judgeEntitlement(
  entitlement: Entitlement,
  question: PlanQuestion,
  created: ReadonlySet<string>,
): Verdict | undefined {
  const { live, policy } = question;
  switch (entitlement.kind) {
    case 'group': {
      const group = live.groups.get(entitlement.groupId);
      if (group === undefined) return { verdict: 'impossible', reason: 'noSuchGroup' };
      const listed = policy.requestableGroups.find((one) => one.groupId === entitlement.groupId);
      if (group.protection !== undefined && listed?.unlocked !== true) {
        return { verdict: 'refused', reason: 'groupProtected' };
      }
      if (question.ownGroups.has(entitlement.groupId)) return undefined;
      if (listed === undefined) return { verdict: 'refused', reason: 'groupNotRequestable' };
      if (group.managedElsewhere) return { verdict: 'impossible', reason: 'groupManagedElsewhere' };
      return undefined;
    }
    case 'role': {
      if (policy.rolesOf === 'issueProject' && entitlement.projectId !== question.issueProjectId) {
        return { verdict: 'refused', reason: 'projectNotRequestable' };
      }
      const role = live.roles.get(entitlementKey(entitlement));
      if (role === undefined) return { verdict: 'impossible', reason: 'roleNotInProject' };
      if (role.projectArchived) return { verdict: 'impossible', reason: 'noSuchProject' };
      return undefined;
    }
    case 'newGroup':
      return created.has(entitlementKey(entitlement))
        ? undefined
        : { verdict: 'impossible', reason: 'notCreated' };
    case 'account':
      return { verdict: 'impossible', reason: 'notCreated' };
  }
}
