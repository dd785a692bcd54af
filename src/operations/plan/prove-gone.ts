import {
  type ExistingEntitlement,
  entitlementKey,
  type GroupEntitlement,
  type RoleEntitlement,
} from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { RoleAbsence } from '#domain/grant/role-absence';
import type { Directory } from '#ports/directory';
import { mayBeAboutOne, SiteFailure } from '#ports/site-failure';
import { holdersAmong } from './holders-among';

type ProvingDirectory = Pick<
  Directory,
  'holders' | 'groupsOf' | 'isListed' | 'isGroupGone' | 'roles' | 'hasRole'
>;

/**
 * An end rests on what these say, and an ended access is never checked again: an answer that shows nothing at
 * all is no proof, and the site is asked in a second way.
 *
 * | the site shows | proved by |
 * |---|---|
 * | no such group | the group's own members, which are not there either |
 * | no such role | the list of all roles of its project, which has others (`RoleAbsence`) |
 * | somebody in other groups | that answer: it tells of them, and not of this group |
 * | somebody in no group at all | the group's list of members, read whole |
 * | a role with others | its one answer, which has to name its actors (`roleActorsOf`) |
 * | a role with nobody, for a person | the roles that the site says the person has |
 * | a role with nobody, for a group | nothing: only the answer to its removal tells |
 *
 * Undefined where nothing proves it.
 */
export function isHeldAfterAll(
  directory: ProvingDirectory,
  entitlement: ExistingEntitlement,
  subject: Subject,
): Promise<boolean | undefined> {
  return proofOf(entitlement).isHeld(directory, subject);
}

/** Whether an answer that names somebody is believed of all others: it is a single one, and not read page by page. */
export function isOneAnswer(entitlement: ExistingEntitlement): boolean {
  return proofOf(entitlement).isOneAnswer;
}

/** Why something is not there; undefined for a group, see `mustBeGone`. */
export function absenceOf(
  directory: Pick<Directory, 'roleAbsence'>,
  entitlement: ExistingEntitlement,
): Promise<RoleAbsence> | undefined {
  return proofOf(entitlement).absence(directory);
}

interface Proof {
  isHeld(directory: ProvingDirectory, subject: Subject): Promise<boolean | undefined>;
  readonly isOneAnswer: boolean;
  absence(directory: Pick<Directory, 'roleAbsence'>): Promise<RoleAbsence> | undefined;
}

function proofOf(entitlement: ExistingEntitlement): Proof {
  switch (entitlement.kind) {
    case 'group':
      return {
        isHeld: (directory, subject) => isInGroup(directory, entitlement, subject),
        isOneAnswer: false,
        absence: () => undefined,
      };
    case 'role':
      return {
        isHeld: (directory, subject) => isInRole(directory, entitlement, subject),
        isOneAnswer: true,
        absence: (directory) => directory.roleAbsence(entitlement),
      };
  }
}

async function isInGroup(
  directory: ProvingDirectory,
  group: GroupEntitlement,
  subject: Subject,
): Promise<boolean> {
  if (subject.kind !== 'person') return false;
  const groups = await directory.groupsOf(subject.accountId, true);
  return groups.length > 0
    ? groups.some(({ groupId }) => groupId === group.groupId)
    : directory.isListed(group, subject.accountId);
}

/**
 * The same of one of many: that the site does not answer about them says nothing of the others, and nothing is proved
 * by it.
 */
export async function isHeldAsFarAsKnown(
  ...of: Parameters<typeof isHeldAfterAll>
): Promise<boolean | undefined> {
  try {
    return await isHeldAfterAll(...of);
  } catch (error) {
    if (!(error instanceof SiteFailure) || !mayBeAboutOne(error)) throw error;
    return undefined;
  }
}

async function isInRole(
  directory: ProvingDirectory,
  role: RoleEntitlement,
  subject: Subject,
): Promise<boolean | undefined> {
  const key = entitlementKey(role);
  const seen = await holdersAmong(directory, [role], [subject], true);
  const isSeen = seen.get(key)?.has(subjectKey(subject));
  if (isSeen !== false) return isSeen;
  const others = (await directory.roles([role])).get(key)?.actors ?? [];
  if (others.length > 0) return false;
  return subject.kind === 'person' ? directory.hasRole(role, subject.accountId) : undefined;
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
