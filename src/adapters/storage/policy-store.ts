import { FIRST_POLICY } from '#domain/policy/policy';
import type { PolicyStore } from '#ports/policy-store';
import { POLICY_FORM } from './forms';
import { ENTITY, policyKey, policyVersionKey } from './keys';
import { readRow } from './read-row';

export const policyStore: PolicyStore = {
  async current() {
    return (await readRow(ENTITY.policy, policyKey(), POLICY_FORM)) ?? FIRST_POLICY;
  },

  async version(version) {
    if (version === FIRST_POLICY.version) return FIRST_POLICY;
    return readRow(ENTITY.policy, policyVersionKey(version), POLICY_FORM);
  },
};
