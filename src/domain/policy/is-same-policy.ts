import type { Policy } from './policy';

/** Whether two policies rule the same, whatever their version, names and pictures: people in their order. */
export function isSamePolicy(first: Policy, second: Policy): boolean {
  return ruleOf(first) === ruleOf(second);
}

function ruleOf({ requestableGroups, fallbackApprovers, creation, ...rest }: Policy): string {
  return JSON.stringify([
    requestableGroups
      .map(({ groupId, unlockedFor }) => [groupId, ...[...unlockedFor].sort()].join(' '))
      .sort(),
    fallbackApprovers.map(({ accountId }) => accountId),
    [creation.users, creation.groups],
    [rest.rolesOf, rest.decideWithinDays, rest.longestTermDays ?? null],
  ]);
}
