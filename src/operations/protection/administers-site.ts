import type { Directory } from '#ports/directory';

/**
 * Whether somebody administers the connected site, looked up live by account id: an active member of a
 * group that does. Undefined where it can't be known, which is no yes. A group's name is no proof.
 */
export async function administersSite(
  directory: Directory,
  accountId: string,
): Promise<boolean | undefined> {
  const [administering, groups, people] = await Promise.all([
    directory.administering(),
    directory.groupsOf(accountId),
    directory.people([accountId]),
  ]);
  if (!administering.known) return undefined;
  const isActive = people.get(accountId)?.active === true;
  return isActive && groups.some(({ groupId }) => administering.site.has(groupId));
}
