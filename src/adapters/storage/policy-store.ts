import { FIRST_POLICY, type Policy } from '#domain/policy/policy';
import type { PolicyStore } from '#ports/policy-store';
import { ifUnreadable, UnreadableRecord } from '#ports/unreadable-record';
import { CURRENT_POLICY_FORMAT } from './formats';
import { ENTITY, policyKey } from './keys';
import { getRow } from './new-records';
import { newestPolicyVersion, readPolicyVersion } from './policy-rows';
import { readRow } from './read-row';
import { setAside } from './set-aside';

export const policyStore: PolicyStore = {
  // One connection is kept at a time, and its policy under one key.
  inForce: readPolicyInForce,

  async version(version) {
    return version === FIRST_POLICY.version ? FIRST_POLICY : readPolicyVersion(version);
  },

  async newestVersion() {
    return (await newestPolicyVersion()) ?? FIRST_POLICY.version;
  },
};

export async function readPolicyInForce(): Promise<Policy> {
  const current = await readRow(ENTITY.policy, policyKey(), CURRENT_POLICY_FORMAT);
  if (current === undefined) return FIRST_POLICY;
  // A policy that was saved before its version was kept apart.
  if ('requestableGroups' in current) return current;
  const policy = await ifUnreadable(readPolicyVersion(current.version), undefined);
  // Not a policy that allows anything else, and above all not the first one: nothing may be asked.
  return policy ?? refuseCurrent(current.version);
}

async function refuseCurrent(version: number): Promise<never> {
  const key = policyKey();
  const why = `the version in force, ${version}, can’t be read`;
  const row = await getRow(ENTITY.policy, key);
  if (row !== undefined) await setAside(ENTITY.policy, key, row, why);
  throw new UnreadableRecord('policy', key, why);
}
