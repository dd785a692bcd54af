import { lookAlikeAmong } from '#domain/look-alike/look-alike';
import { RESERVED_NAMES } from '#domain/protection/reserved-name';
import type { Directory, DirectoryGroup } from '#ports/directory';

export interface OfferedGroup extends DirectoryGroup {
  /** An ordinary group's name that reads like this protected one's: whoever picks it may mean the other. */
  readonly looksLike: string | undefined;
  /** In the recommended set: ordinary, changeable by the app, of no cost, and what it seems. */
  readonly recommended: boolean;
}

/** Groups for the admin to list, by name, each with what speaks against it. */
export async function searchGroupsToOffer(
  directory: Directory,
  query: string,
): Promise<OfferedGroup[]> {
  const [groups, protection] = await Promise.all([
    directory.searchGroups(query),
    directory.protection(),
  ]);
  const protectedNames = protection.groups.map(({ name }) => name);
  const lookAlike = lookAlikeAmong([...RESERVED_NAMES, ...protectedNames]);
  return groups.map((group) => {
    const looksLike = group.protection.length === 0 ? lookAlike(group.name) : undefined;
    return { ...group, looksLike, recommended: looksLike === undefined && isRecommended(group) };
  });
}

/** The groups of the site that an admin can list without thinking about each. */
export async function recommendGroups(directory: Directory): Promise<OfferedGroup[]> {
  const groups = await searchGroupsToOffer(directory, '');
  return groups.filter(({ recommended }) => recommended);
}

/** A protected group is never recommended, nor one that costs a seat or can't be changed from here. */
function isRecommended(group: DirectoryGroup): boolean {
  return group.protection.length === 0 && !group.managedElsewhere && !group.givesProductAccess;
}
