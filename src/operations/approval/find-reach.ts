import { type AddressOwner, mayBeOf } from '#domain/action/address-owner';
import { emailKey, mailboxKey, type Subject } from '#domain/action/subject';
import type { Reach } from '#domain/approval/gains';
import type { Directory } from '#ports/directory';
import { mayTellLater, SiteFailure } from '#ports/site-failure';
import { accountsOf } from '../plan/read-live-state';

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

type ReachDirectory = Pick<Directory, 'people' | 'owners' | 'groupsOf'>;

/**
 * All the ways in which subjects may mean these people, as the site knows them now. The people's own
 * groups are asked for, one call each, and never the members of a group: it may have thousands.
 * Groups and addresses are asked for only where a subject is one. `known`: whose addresses are that
 * were looked up just now. `shown`: the addresses of people, as far as they are shown.
 */
export async function findReach(
  directory: ReachDirectory,
  subjects: readonly Subject[],
  people: readonly Reaching[],
  unanswered: WhenUnanswered,
  known: Owners = new Map(),
  shown: Shown = new Map(),
): Promise<ReadonlyMap<string, Reach>> {
  const emails = people.length === 0 ? [] : addressesOf(subjects);
  const asksGroups = subjects.some(({ kind }) => kind === 'group');
  const own =
    emails.length === 0 ? NOTHING : await orUnknown(unanswered, () => findOwn(directory, people));
  // Of somebody whose own address is shown, a search says nothing more; and it takes a call for each address.
  const hidesSomebody = people.some((one) => (own?.get(one.accountId) ?? one.email) === undefined);
  const owners =
    emails.length === 0 || !hidesSomebody
      ? NOTHING
      : await orUnknown(unanswered, () => findOwners(directory, emails, known));
  const found = people.map(async ({ accountId, email }): Promise<[string, Reach]> => {
    const groups = asksGroups
      ? await orUnknown(unanswered, () => readGroups(directory, accountId))
      : [];
    const reach: Reach = {
      accountId,
      ...accountsAlike(accountId, own?.get(accountId) ?? email, shown),
      ...addressesAmong(owners, own, { accountId, email }),
      groups: groups && new Set(groups.map(({ groupId }) => groupId)),
    };
    return [accountId, reach];
  });
  return new Map(await Promise.all(found));
}

/** Addresses by account id. */
export type Shown = ReadonlyMap<string, string>;

/** Of people as they were looked up, by account id. */
export function shownOf(
  people: ReadonlyMap<string, { readonly email?: string | undefined }>,
): Shown {
  return new Map(
    [...people].flatMap(([accountId, { email }]) =>
      email === undefined ? [] : [[accountId, email]],
    ),
  );
}

/** Two accounts that lead to one mailbox are one person's. */
export function accountsAlike(
  accountId: string,
  email: string | undefined,
  shown: Shown,
): Pick<Reach, 'accounts'> {
  const own = email ?? shown.get(accountId);
  if (own === undefined) return {};
  const alike = [...shown].flatMap(([other, address]) =>
    other !== accountId && mailboxKey(address) === mailboxKey(own) ? [other] : [],
  );
  return alike.length === 0 ? {} : { accounts: new Set(alike) };
}

/** By `emailKey`, by account id. */
type Owners = ReadonlyMap<string, AddressOwner<string>>;

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** Those that are asked about, and of one with a tag the one without it too. */
function addressesOf(subjects: readonly Subject[]): readonly string[] {
  const asked = subjects.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : []));
  const others = asked.map(mailboxKey).filter((key) => !asked.some((one) => emailKey(one) === key));
  return [...asked, ...new Set(others)];
}

async function findOwners(
  directory: Pick<Directory, 'owners'>,
  emails: readonly string[],
  known: Owners,
): Promise<Owners> {
  const missing = emails.filter((email) => !known.has(emailKey(email)));
  return new Map([...known, ...accountsOf(await directory.owners(missing))]);
}

/** The addresses that the site shows, by account id. Whoever is not there yet is known by the answer that creates them. */
async function findOwn(
  directory: Pick<Directory, 'people'>,
  people: readonly Reaching[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const known = await directory.people(people.map(({ accountId }) => accountId));
  return new Map([...known].map(([accountId, { email }]) => [accountId, email]));
}

/** Whoever hides their own may have any address that the site does not tell somebody else's. */
function addressesAmong(
  owners: Owners | undefined,
  own: ReadonlyMap<string, string | undefined> | undefined,
  { accountId, email }: { readonly accountId: string; readonly email: string | undefined },
): Pick<Reach, 'addresses' | 'perhaps'> {
  if (owners === undefined || own === undefined) return { addresses: undefined };
  const shown = own.get(accountId);
  const among = (isMeant: (owner: AddressOwner<string>) => boolean) =>
    [...owners].flatMap(([key, owner]) => (isMeant(owner) ? [mailboxKey(key)] : []));
  return {
    addresses: new Set([
      ...among((owner) => owner.owner === 'known' && owner.person === accountId),
      ...[email, shown].flatMap((one) => (one === undefined ? [] : [mailboxKey(one)])),
    ]),
    ...((shown ?? email) === undefined
      ? { perhaps: new Set(among((one) => mayBeOf(one, accountId))) }
      : {}),
  };
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

/**
 * Undefined where the site does not say, and whoever asks goes on. That it does not brings others in for whoever it is about: one
 * answer is no proof, and it is asked a second time.
 */
export async function orUnknown<T>(
  unanswered: WhenUnanswered,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await (unanswered === 'throw' ? read() : readTwice(read));
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    const givesUp =
      unanswered === 'throw' || (unanswered === 'throwIfLater' && mayTellLater(error));
    if (givesUp) throw error;
    return undefined;
  }
}

async function readTwice<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SiteFailure) || mayTellLater(error)) throw error;
    return read();
  }
}
