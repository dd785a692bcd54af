import type { Directory, DirectoryGroup } from '#ports/directory';

export interface OfferedGroup extends DirectoryGroup {
  /** In the recommended set: ordinary, changeable by the app, and of no cost. */
  readonly recommended: boolean;
}

/** Groups for the admin to list, by name, each with what speaks against it. */
export async function searchGroupsToOffer(
  directory: Directory,
  query: string,
): Promise<OfferedGroup[]> {
  const groups = await directory.searchGroups(query);
  return groups.map((group) => ({ ...group, recommended: isRecommended(group) }));
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
