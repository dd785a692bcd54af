import { emailKey, type Subject } from '#domain/action/subject';
import type { Reach } from '#domain/approval/gains';
import type { Directory } from '#ports/directory';
import { SiteFailure } from '#ports/site-failure';

/** Somebody whose reach is asked for. */
export interface Reaching {
  readonly accountId: string;
  /** Where their profile shows it. */
  readonly email?: string;
}

/**
 * What to do where the site does not say: give up in any case, or only where it may say later, or go on
 * with what is not known.
 */
export type WhenUnanswered = 'throw' | 'throwIfLater' | 'goOnUnknown';

/**
 * All the ways in which subjects may mean these people, as the site knows them now. The people's own
 * groups are asked for, one call each, and never the members of a group: it may have thousands.
 * Groups and addresses are asked for only where a subject is one. `known`: account ids of addresses that
 * were looked up just now.
 */
export async function findReach(
  directory: Pick<Directory, 'peopleByEmail' | 'groupsOf'>,
  subjects: readonly Subject[],
  people: readonly Reaching[],
  unanswered: WhenUnanswered,
  known?: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Reach>> {
  const emails = subjects.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : []));
  const asksGroups = subjects.some(({ kind }) => kind === 'group');
  const owners =
    known ??
    (emails.length === 0 || people.length === 0
      ? new Map<string, string>()
      : await orUnknown(unanswered, () => findOwners(directory, emails)));
  const found = people.map(async ({ accountId, email }): Promise<[string, Reach]> => {
    const groups = asksGroups
      ? await orUnknown(unanswered, () => directory.groupsOf(accountId))
      : [];
    const addresses = owners && [
      ...[...owners].flatMap(([key, owner]) => (owner === accountId ? [key] : [])),
      ...(email === undefined ? [] : [emailKey(email)]),
    ];
    const reach: Reach = {
      accountId,
      addresses: addresses && new Set(addresses),
      groups: groups && new Set(groups.map(({ groupId }) => groupId)),
    };
    return [accountId, reach];
  });
  return new Map(await Promise.all(found));
}

async function findOwners(
  directory: Pick<Directory, 'peopleByEmail'>,
  emails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = await directory.peopleByEmail(emails);
  return new Map([...people].map(([key, { accountId }]) => [key, accountId]));
}

/** Undefined where the site does not say, and whoever asks goes on. */
export async function orUnknown<T>(
  unanswered: WhenUnanswered,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    const mayAnswerLater = error.retryable || error.code === 'callsUsedUp';
    const givesUp = unanswered === 'throw' || (unanswered === 'throwIfLater' && mayAnswerLater);
    if (givesUp) throw error;
    return undefined;
  }
}
