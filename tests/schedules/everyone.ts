import type { World } from '../support/open-world';

/** Beside groups and roles, as things that somebody may get: an account, and (for a group) to be there. */
export const ACCOUNT = 'account';
export const GROUP = 'group';

/**
 * Every member of every group, every actor of every role, every account and every group, as `thing|id`:
 * whoever they are, whatever they are called.
 */
export function everyone({ platform }: World): ReadonlySet<string> {
  const { directory } = platform.atlassian;
  const groups = directory.groups();
  const members = groups.flatMap(({ groupId }) =>
    directory.membersOf(groupId).map((id) => `${groupId}|${id}`),
  );
  const actors = directory.projects().flatMap(({ key, roles }) =>
    roles.flatMap(({ name }) => {
      const { accountIds, groupIds } = directory.actorsOf(key, name);
      return [...accountIds, ...groupIds].map((id) => `${key}/${name}|${id}`);
    }),
  );
  return new Set([
    ...members,
    ...actors,
    ...directory.people().map(({ accountId }) => `${ACCOUNT}|${accountId}`),
    ...groups.map(({ groupId }) => `${GROUP}|${groupId}`),
  ]);
}
