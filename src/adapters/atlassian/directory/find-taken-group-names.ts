import { groupNameKey } from '#domain/action/entitlement';
import type { SiteClient } from '../client/site-client';
import { pickGroups } from './find-groups';

/** A name's own group comes before those that only contain it, unless very many do. */
const PICKED = 1_000;

/**
 * Those names that a group has, by `groupNameKey`. By way of the picker, which is the one that
 * can leave case out of account (doc: Find groups, caseInsensitive).
 */
export async function findTakenGroupNames(
  client: SiteClient,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = [...new Set(names.map(groupNameKey))].filter((key) => key !== '');
  const found = await Promise.all(
    keys.map(async (key) => {
      const groups = await pickGroups(client, key, PICKED);
      return groups.some(({ name }) => groupNameKey(name) === key) ? [key] : [];
    }),
  );
  return new Set(found.flat());
}
