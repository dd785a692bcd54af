import type { Instant } from '../lib/time';
import { delistedBy } from './delisted';
import { ownersAs, type Policy, type RequestableGroup } from './policy';

/**
 * A version of the policy that is put in force again, with every group locked: what was unlocked in it may have been locked
 * since, and any Jira admin can restore. Whoever restores it signs it, too: what it lets the policy decide stays. `isNewest`: no later one was ever saved. Else what an admin has closed since is not known:
 * all that a setting opens is closed, also for what was approved before, until an admin opens it.
 */
export function restored(
  from: Policy,
  { isNewest, at }: { readonly isNewest: boolean; readonly at: Instant },
): Policy {
  if (isNewest) {
    // Who may break the glass has to have been seen by whoever enables it: a restore shows nobody.
    const requestableGroups = from.requestableGroups.map(locked);
    return { ...from, requestableGroups, breakGlass: undefined };
  }
  return {
    ...from,
    requestableGroups: [],
    ...delistedBy(from, { requestableGroups: [] }, at),
    rolesOf: 'issueProject',
    creation: { users: false, groups: false },
    fallbackApprovers: [],
    fallbackAfterHours: undefined,
    breakGlass: undefined,
    rules: from.rules.map(({ byPolicy: _closed, ...rule }) => rule),
  };
}

const locked = ({ kind, groupId, name, owners = [] }: RequestableGroup): RequestableGroup => ({
  kind,
  groupId,
  name,
  unlockedFor: [],
  ...ownersAs(owners),
});
