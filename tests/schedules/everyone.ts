import type { World } from '../support/open-world';

/** Every member of every group and actor of every role, as `id|id`: whoever they are, whatever they are called. */
export function everyone({ platform }: World): ReadonlySet<string> {
  const { directory } = platform.atlassian;
  const members = directory
    .groups()
    .flatMap(({ groupId }) => directory.membersOf(groupId).map((id) => `${groupId}|${id}`));
  const actors = directory.projects().flatMap(({ key, roles }) =>
    roles.flatMap(({ name }) => {
      const { accountIds, groupIds } = directory.actorsOf(key, name);
      return [...accountIds, ...groupIds].map((id) => `${key}/${name}|${id}`);
    }),
  );
  return new Set([...members, ...actors]);
}
