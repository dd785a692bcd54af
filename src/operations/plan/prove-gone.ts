import {
  type ExistingEntitlement,
  entitlementKey,
  type GroupEntitlement,
  type RoleEntitlement,
} from '#domain/action/entitlement';
import { accountIdsOf, type Subject, subjectKey } from '#domain/action/subject';
import type { RoleAbsence } from '#domain/grant/role-absence';
import type { Directory } from '#ports/directory';
import { mayBeAboutOne, SiteFailure } from '#ports/site-failure';
import { holdersAmong } from './holders-among';

type ProvingDirectory = Pick<
  Directory,
  'holders' | 'groupsOf' | 'listedAmong' | 'isGroupGone' | 'roles' | 'hasRole'
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
 * | somebody in no group at all | the group's list of members, read whole, unless it is very long |
 * | a role with others | its one answer, which has to name its actors (`roleActorsOf`) |
 * | a role with nobody, for a person | the roles that the site says the person has |
 * | a role with nobody, for a group | nothing: only the answer to its removal tells |
 *
 * Undefined where nothing proves it.
 */
export async function isHeldAfterAll(
  directory: ProvingDirectory,
  entitlement: ExistingEntitlement,
  subject: Subject,
): Promise<boolean | undefined> {
  const found = await proofOf(entitlement).whoHolds(directory, [subject], (ask) => ask());
  return found.get(subjectKey(subject));
}

/** By `subjectKey`. */
export type HeldAfterAll = ReadonlyMap<string, boolean | undefined>;

/**
 * The same of many: what tells of all of them is asked once, however many they are. That the site does not answer about one
 * says nothing of the others, and nothing is proved by it.
 */
export function whoHoldsAsFarAsKnown(
  directory: ProvingDirectory,
  entitlement: ExistingEntitlement,
  subjects: readonly Subject[],
): Promise<HeldAfterAll> {
  return proofOf(entitlement).whoHolds(directory, subjects, unlessAboutOne);
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

/** Asks the site; undefined where that is not known. */
type Asking = <T>(ask: () => Promise<T>) => Promise<T | undefined>;

interface Proof {
  whoHolds(
    directory: ProvingDirectory,
    subjects: readonly Subject[],
    asking: Asking,
  ): Promise<HeldAfterAll>;
  readonly isOneAnswer: boolean;
  absence(directory: Pick<Directory, 'roleAbsence'>): Promise<RoleAbsence> | undefined;
}

function proofOf(entitlement: ExistingEntitlement): Proof {
  switch (entitlement.kind) {
    case 'group':
      return {
        whoHolds: (...asked) => whoIsInGroup(entitlement, ...asked),
        isOneAnswer: false,
        absence: () => undefined,
      };
    case 'role':
      return {
        whoHolds: (...asked) => whoIsInRole(entitlement, ...asked),
        isOneAnswer: true,
        absence: (directory) => directory.roleAbsence(entitlement),
      };
  }
}

async function whoIsInGroup(
  group: GroupEntitlement,
  directory: ProvingDirectory,
  subjects: readonly Subject[],
  asking: Asking,
): Promise<HeldAfterAll> {
  const known = new Map<string, boolean | undefined>();
  const inNone: Subject[] = [];
  const look = async (subject: Subject) => {
    known.set(subjectKey(subject), subject.kind === 'person' ? undefined : false);
    if (subject.kind !== 'person') return;
    const groups = await asking(() => directory.groupsOf(subject.accountId, true));
    if (groups?.length === 0) inNone.push(subject);
    else
      known.set(
        subjectKey(subject),
        groups?.some(({ groupId }) => groupId === group.groupId),
      );
  };
  await Promise.all(subjects.map(look));
  if (inNone.length === 0) return known;
  const listed = await asking(() => directory.listedAmong(group, accountIdsOf(inNone)));
  for (const one of inNone) {
    known.set(subjectKey(one), listed && accountIdsOf([one]).every((id) => listed.has(id)));
  }
  return known;
}

async function unlessAboutOne<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SiteFailure) || !mayBeAboutOne(error)) throw error;
    return undefined;
  }
}

async function whoIsInRole(
  role: RoleEntitlement,
  directory: ProvingDirectory,
  subjects: readonly Subject[],
  asking: Asking,
): Promise<HeldAfterAll> {
  const key = entitlementKey(role);
  const seen = (await asking(() => holdersAmong(directory, [role], subjects, true)))?.get(key);
  const known = new Map(subjects.map((one) => [subjectKey(one), seen?.has(subjectKey(one))]));
  const missing = subjects.filter((one) => known.get(subjectKey(one)) === false);
  if (missing.length === 0) return known;
  const found = await asking(() => directory.roles([role]));
  const hasOthers = found && (found.get(key)?.actors ?? []).length > 0;
  if (hasOthers === true) return known;
  const ask = async (one: Subject) => {
    const isAsked = hasOthers === false && one.kind === 'person';
    const has = isAsked ? await asking(() => directory.hasRole(role, one.accountId)) : undefined;
    known.set(subjectKey(one), has);
  };
  await Promise.all(missing.map(ask));
  return known;
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
