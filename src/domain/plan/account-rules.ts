import { forbidden } from '../lib/allowed';
import type { EntitlementRules } from './entitlement-rules';

/** An account is created, see `judge-creation.ts`; it is never given to somebody or taken. */
export function accountRules(): EntitlementRules {
  return {
    judge: () => forbidden({ verdict: 'impossible', reason: 'notCreated' }),
    takesGroups: false,
    protectionOn: () => undefined,
    guarded: () => undefined,
    besideOthers: () => false,
    carriesApp: () => false,
  };
}
