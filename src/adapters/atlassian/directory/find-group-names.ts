import { groupNameKey } from '#domain/action/entitlement';
import type { SiteClient } from '../site-client';
import { pickGroups } from './find-groups';

/** A name's own group comes before those that only contain it, unless very many do. */
const PICKED = 1_000;

/**
 * The ids of those groups that exist, by `groupNameKey`. By way of the picker, which is the one that
 * can leave case out of account (doc: Find groups, caseInsensitive).
 */
export async function findGroupNames(
  client: SiteClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const keys = [...new Set(names.map(groupNameKey))].filter((key) => key !== '');
  const found = await Promise.all(
    keys.map(async (key) => {
      const groups = await pickGroups(client, key, PICKED);
      const group = groups.find(({ name }) => groupNameKey(name) === key);
      return group === undefined ? [] : [[key, group.groupId] as const];
    }),
  );
  return new Map(found.flat());
}
