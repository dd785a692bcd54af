import { type ExistingEntitlement, entitlementKey } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { Directory } from '#ports/directory';
import { SiteFailure } from '#ports/site-failure';
import { holdersAmong } from './holders-among';

type ProvingDirectory = Pick<Directory, 'holders' | 'groupsOf' | 'isListed' | 'isGroupGone'>;

/**
 * An end rests on what these say, and what is ended is looked at no more: an answer that shows nothing at
 * all is no proof, and the site is asked in a second way.
 *
 * | the site shows | proved by |
 * |---|---|
 * | no such group | the group's own members, which are not there either |
 * | somebody in other groups | that answer: it tells of them, and not of this group |
 * | somebody in no group at all | the group's list of members, read whole |
 * | a role without them | its one answer, which has to name its actors (`roleActorsOf`) |
 */
export async function isHeldAfterAll(
  directory: ProvingDirectory,
  entitlement: ExistingEntitlement,
  subject: Subject,
): Promise<boolean | undefined> {
  if (entitlement.kind !== 'group' || subject.kind !== 'person') {
    const seen = await holdersAmong(directory, [entitlement], [subject], true);
    return seen.get(entitlementKey(entitlement))?.has(subjectKey(subject));
  }
  const groups = await directory.groupsOf(subject.accountId);
  return groups.length > 0
    ? groups.some(({ groupId }) => groupId === entitlement.groupId)
    : directory.isListed(entitlement, subject.accountId);
}

/** Throws SiteFailure where one of them is there after all. */
export async function mustBeGone(
  directory: ProvingDirectory,
  groupIds: readonly string[],
): Promise<void> {
  const gone = await Promise.all(groupIds.map((groupId) => directory.isGroupGone(groupId)));
  if (gone.every(Boolean)) return;
  const message = 'The site does not say whether a group is there.';
  throw new SiteFailure('unexpectedAnswer', message, false);
}
