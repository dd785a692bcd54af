import type { Entitlement, ExistingEntitlement } from '../action/entitlement';
import { accountRules } from './account-rules';
import type { EntitlementRules, ExistingRules } from './entitlement-rules';
import { groupRules } from './group-rules';
import { newGroupRules } from './new-group-rules';
import { roleRules } from './role-rules';

export function rulesOfExisting(entitlement: ExistingEntitlement): ExistingRules {
  switch (entitlement.kind) {
    case 'group':
      return groupRules(entitlement);
    case 'role':
      return roleRules(entitlement);
  }
}

export function rulesOf(entitlement: Entitlement): EntitlementRules {
  switch (entitlement.kind) {
    case 'group':
    case 'role':
      return rulesOfExisting(entitlement);
    case 'newGroup':
      return newGroupRules(entitlement);
    case 'account':
      return accountRules();
  }
}
