import { emailKey, mailboxKey, type Subject } from '#domain/action/subject';
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

type ReachDirectory = Pick<Directory, 'people' | 'peopleByEmail' | 'peopleHiddenAt' | 'groupsOf'>;

/** More addresses than this are not searched one by one: whose address is hidden may have any of them. */
const SEARCHED_ONE_BY_ONE = 20;

/**
 * All the ways in which subjects may mean these people, as the site knows them now. The people's own
 * groups are asked for, one call each, and never the members of a group: it may have thousands.
 * Groups and addresses are asked for only where a subject is one. `known`: account ids of addresses that
 * were looked up just now.
 */
export async function findReach(
  directory: ReachDirectory,
  subjects: readonly Subject[],
  people: readonly Reaching[],
  unanswered: WhenUnanswered,
  known?: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Reach>> {
  const emails = addressesOf(subjects);
  const asksGroups = subjects.some(({ kind }) => kind === 'group');
  const owners =
    known ??
    (emails.length === 0 || people.length === 0
      ? new Map<string, string>()
      : await orUnknown(unanswered, () => findOwners(directory, emails)));
  const own =
    emails.length === 0 || people.length === 0
      ? NOTHING_OWN
      : await orUnknown(unanswered, () => findOwn(directory, emails, people));
  const found = people.map(async ({ accountId, email }): Promise<[string, Reach]> => {
    const groups = asksGroups
      ? await orUnknown(unanswered, () => readGroups(directory, accountId))
      : [];
    const { shown, perhaps } = own?.get(accountId) ?? {};
    const addresses = owners && [
      ...[...owners].flatMap(([key, owner]) => (owner === accountId ? [mailboxKey(key)] : [])),
      ...[email, shown].flatMap((one) => (one === undefined ? [] : [mailboxKey(one)])),
    ];
    const reach: Reach = {
      accountId,
      addresses: own && addresses && new Set(addresses),
      ...(perhaps === undefined ? {} : { perhaps }),
      groups: groups && new Set(groups.map(({ groupId }) => groupId)),
    };
    return [accountId, reach];
  });
  return new Map(await Promise.all(found));
}

/** Those that are asked about, and of one with a tag the one without it too. */
function addressesOf(subjects: readonly Subject[]): readonly string[] {
  const asked = subjects.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : []));
  const others = asked.map(mailboxKey).filter((key) => !asked.some((one) => emailKey(one) === key));
  return [...asked, ...new Set(others)];
}

async function findOwners(
  directory: Pick<Directory, 'peopleByEmail'>,
  emails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = await directory.peopleByEmail(emails);
  return new Map([...people].map(([key, { accountId }]) => [key, accountId]));
}

/** What the site says of somebody's own address: which it is, or, where it hides it, which it may be. */
interface OwnAddress {
  readonly shown?: string;
  readonly perhaps?: ReadonlySet<string>;
}

const NOTHING_OWN: ReadonlyMap<string, OwnAddress> = new Map<string, never>();

/** By account id. Whoever has no account there yet is known by the answer that creates it. */
async function findOwn(
  directory: ReachDirectory,
  emails: readonly string[],
  people: readonly Reaching[],
): Promise<ReadonlyMap<string, OwnAddress>> {
  const known = await directory.people(people.map(({ accountId }) => accountId));
  const isHidden = [...known.values()].some(({ email }) => email === undefined);
  const isFew = emails.length <= SEARCHED_ONE_BY_ONE;
  const found = isHidden && isFew ? [...(await directory.peopleHiddenAt(emails))] : [];
  return new Map(
    [...known].map(([accountId, { email }]): [string, OwnAddress] => {
      if (email !== undefined) return [accountId, { shown: email }];
      const perhaps = isFew
        ? found.flatMap(([key, ids]) =>
            ids === 'anybody' || ids.has(accountId) ? [mailboxKey(key)] : [],
          )
        : emails.map(mailboxKey);
      return [accountId, { perhaps: new Set(perhaps) }];
    }),
  );
}

/** Whoever can sign in is in some group: an empty answer of somebody who is there says nothing. */
async function readGroups(
  directory: ReachDirectory,
  accountId: string,
): Promise<readonly { readonly groupId: string }[]> {
  const groups = await directory.groupsOf(accountId);
  if (groups.length > 0) return groups;
  if ((await directory.people([accountId])).get(accountId)?.active !== true) return groups;
  const message = 'The site does not say in which groups somebody is who decides.';
  throw new SiteFailure('unexpectedAnswer', message, false);
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
