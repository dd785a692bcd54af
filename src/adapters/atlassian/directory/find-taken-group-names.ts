import { groupNameKey } from '#domain/action/entitlement';
import { chunksOf } from '#domain/lib/chunks-of';
import type { SiteClient } from '../client/site-client';
import { pickGroups, readByName } from './find-groups';
import type { EveryGroup } from './read-all-groups';

/** Names of up to 255 characters in one address. */
const AT_ONCE = 10;

/**
 * Those names that a group has, by `groupNameKey`. By way of the picker, which is the one that can leave case
 * out of account (doc: Find groups, caseInsensitive). Where its answer was cut off, the name is asked for
 * exactly, and is free only by the list of all groups; undefined where that can't be known either.
 */
export async function findTakenGroupNames(
  client: SiteClient,
  names: readonly string[],
  readEveryGroup: EveryGroup,
): Promise<ReadonlySet<string> | undefined> {
  const asked = new Map(names.map((name) => [groupNameKey(name), name.trim()]));
  asked.delete('');
  const taken = new Set<string>();
  const take = (groups: readonly { readonly name: string }[]) => {
    for (const { name } of groups) if (asked.has(groupNameKey(name))) taken.add(groupNameKey(name));
  };
  const cutOff = await Promise.all(
    [...asked].map(async ([key, name]) => {
      const picked = await pickGroups(client, key);
      take(picked.groups);
      return picked.isWhole ? [] : [{ key, name }];
    }),
  );
  const open = () => cutOff.flat().filter(({ key }) => !taken.has(key));
  const exact = chunksOf(open(), AT_ONCE).map((chunk) =>
    readByName(
      client,
      chunk.map(({ name }) => name),
    ),
  );
  take((await Promise.all(exact)).flat());
  if (open().length === 0) return taken;
  const every = await readEveryGroup();
  if (every === undefined) return undefined;
  take(every);
  return taken;
}
