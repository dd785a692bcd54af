import { lookAlikeAmong } from '#domain/look-alike/look-alike';
import { opensOtherLeadsProjects } from '#domain/policy/opens-other-leads-projects';
import type { Policy } from '#domain/policy/policy';
import { likeProtected } from '#domain/protection/like-protected';
import type { Directory, DirectoryGroup, FoundGroups } from '#ports/directory';

export interface OfferedGroup extends DirectoryGroup {
  /** Another group that this one's name reads like: whoever picks it may mean the other. */
  readonly looksLike: LookAlike | undefined;
  /** In the recommended set: ordinary, changeable by the app, of no cost, and what it seems. */
  readonly recommended: boolean;
}

export interface LookAlike {
  readonly name: string;
  readonly isProtected: boolean;
}

/**
 * Groups for the admin to list, by name, each with what speaks against it. `listed`: those that are on the
 * list already.
 */
export async function searchGroupsToOffer(
  directory: Directory,
  query: string,
  listed: Policy['requestableGroups'],
): Promise<FoundGroups<OfferedGroup>> {
  const [found, protection] = await Promise.all([
    directory.searchGroups(query),
    directory.protection(),
  ]);
  const findLookAlike = lookAlikeFinder(
    protection.groups.map(({ name }) => name),
    [...listed.map(({ name }) => name), ...protection.names],
  );
  const items = found.items.map((group) => {
    const looksLike = findLookAlike(group);
    const isLikeNone = looksLike === undefined && protection.namesAreWhole;
    return { ...group, looksLike, recommended: isLikeNone && isRecommended(group) };
  });
  return { ...found, items };
}

/** A group that is listed, with how many are in it; undefined where the site does not say. */
export interface DescribedGroup extends OfferedGroup {
  readonly members: number | undefined;
}

/**
 * The same of groups that are listed, as far as they exist, where the site has more than a search shows: a name is
 * held against those of groups that administer, and of what is listed.
 */
export async function describeGroups(
  directory: Directory,
  groupIds: readonly string[],
  listed: Policy['requestableGroups'],
): Promise<readonly DescribedGroup[]> {
  const [groups, administering, members] = await Promise.all([
    directory.groups(groupIds),
    directory.administering(),
    directory.memberCounts(groupIds),
  ]);
  const protectedNames = administering.known
    ? [...administering.site.values(), ...administering.jira.values()]
    : [];
  const findLookAlike = lookAlikeFinder(
    protectedNames,
    listed.map(({ name }) => name),
  );
  return [...groups.values()].map((group) => ({
    ...group,
    looksLike: findLookAlike(group),
    recommended: false,
    members: members.get(group.groupId),
  }));
}

function lookAlikeFinder(protectedNames: readonly string[], others: readonly string[]) {
  const ofProtected = likeProtected(protectedNames);
  const ofOthers = lookAlikeAmong(others);
  return ({ name, protection: why }: DirectoryGroup): LookAlike | undefined => {
    if (why.length > 0) return undefined;
    const reserved = ofProtected(name);
    if (reserved !== undefined) return { name: reserved, isProtected: true };
    const other = ofOthers(name, name);
    return other === undefined ? undefined : { name: other, isProtected: false };
  };
}

export interface Recommendation {
  readonly groups: readonly OfferedGroup[];
  /** What else is ordinary and opens projects of other leads, by name. */
  readonly leftOut: readonly string[];
  /** What could not be looked up: then none is recommended. */
  readonly notKnown: 'opens' | 'groups' | 'protection' | undefined;
}

/**
 * The groups of the site that an admin can list without thinking about each: a request is decided by the
 * lead of its own project, so a group that opens projects of other leads is not among them.
 */
export async function recommendGroups(
  directory: Directory,
  listed: Policy['requestableGroups'],
): Promise<Recommendation> {
  const [offered, opened] = await Promise.all([
    searchGroupsToOffer(directory, '', listed),
    directory.openedProjects(),
  ]);
  if (!offered.isWhole) return { groups: [], leftOut: [], notKnown: 'groups' };
  if (offered.items.some(({ protection }) => protection.includes('notKnown')))
    return { groups: [], leftOut: [], notKnown: 'protection' };
  if (opened === undefined) return { groups: [], leftOut: [], notKnown: 'opens' };
  const ordinary = offered.items.filter(({ recommended }) => recommended);
  const leads = new Map(opened.projects.map((one) => [one.projectId, one.lead?.accountId]));
  const opensOtherLeads = ({ groupId }: OfferedGroup) => {
    const roles = opened.roles.filter(({ groupIds }) => groupIds.has(groupId));
    return opensOtherLeadsProjects(
      roles.map(({ projectId }) => leads.get(projectId)),
      [...leads.values()],
    );
  };
  return {
    groups: ordinary.filter((group) => !opensOtherLeads(group)),
    leftOut: ordinary.filter(opensOtherLeads).map(({ name }) => name),
    notKnown: undefined,
  };
}

/** A protected group is never recommended, nor one that costs a seat or can't be changed from here. */
function isRecommended(group: DirectoryGroup): boolean {
  return (
    group.protection.length === 0 && !group.managedElsewhere && group.givesProductAccess === false
  );
}
