import { entitlementKey, type NewGroupEntitlement } from '../action/entitlement';
import { ALLOWED, forbidden } from '../lib/allowed';
import type { EntitlementRules } from './entitlement-rules';

/** Membership of a group that the same request creates. */
export function newGroupRules(entitlement: NewGroupEntitlement): EntitlementRules {
  return {
    judge: (_, created) =>
      created.has(entitlementKey(entitlement))
        ? ALLOWED
        : forbidden({ verdict: 'impossible', reason: 'notCreated' }),
    takesGroups: false,
    protectionOn: () => undefined,
    guarded: () => undefined,
    besideOthers: () => false,
    carriesApp: () => false,
  };
}
