import { type AddressOwner, mapOwner, ownerOf } from '#domain/action/address-owner';
import { emailKey } from '#domain/action/subject';
import type { DirectoryPerson } from '#ports/directory';
import type { SurveyAnswer } from '#ports/survey-store';
import { personOf } from '../../rest/person-of';
import type { User } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import type { AddressBook } from '../organization/address-book';
import { findPeople } from './find-people';
import { FOUND, SEARCHED_ONE_BY_ONE, searchUsers } from './find-users';
import { readAllUsers } from './read-all-users';
import type { Survey } from './survey';

export interface OwnerPorts {
  readonly client: SiteClient;
  /** The organization's, which tells addresses that profiles hide. */
  readonly book: AddressBook;
  /** Keeps what one invocation could not read to its end; undefined where it may read as much as it takes. */
  readonly survey: ((emails: readonly string[]) => Promise<Survey>) | undefined;
  /** The same for the list of all users. */
  readonly rollSurvey: ((emails: readonly string[]) => Promise<Survey>) | undefined;
}

type Owners = Map<string, AddressOwner<DirectoryPerson>>;

/**
 * Whose these addresses are. The organization tells, where it has a key: each exactly. Else the site shows some
 * to the connection's account, those of its own organization among them (doc: Profile visibility), and finds others
 * by a search for the whole address. Inactive people are on the list of all users only.
 */
export async function findOwners(
  ports: OwnerPorts,
  emails: readonly string[],
): Promise<ReadonlyMap<string, AddressOwner<DirectoryPerson>>> {
  const { client, book } = ports;
  const wanted = new Map(emails.map((email) => [emailKey(email), email]));
  const owners: Owners = new Map();
  if (wanted.size === 0) return owners;
  const left = () => [...wanted].filter(([key]) => !owners.has(key));

  const told = await book.accountsAt([...wanted.values()]);
  const people = await findPeople(client, [...told.values()]);
  for (const [key, accountId] of told) {
    const person = people.get(accountId);
    if (person !== undefined) owners.set(key, { owner: 'known', person });
  }

  const areMany = left().length > SEARCHED_ONE_BY_ONE;
  const shown = areMany ? await takeShown(ports, wanted, owners) : { hidesNobody: false, pages: 0 };
  if (!shown.hidesNobody) await search(ports, left(), owners, shown.pages);
  const unfound = [...wanted.keys()].filter(
    (key) => (owners.get(key)?.owner ?? 'nobody') === 'nobody',
  );
  if (!areMany && unfound.length > 0) {
    const others: Owners = new Map();
    await takeShown(ports, new Map(unfound.map((key) => [key, key])), others);
    for (const [key, owner] of others) owners.set(key, owner);
  }
  for (const [key] of left()) owners.set(key, { owner: 'nobody' });
  return owners;
}

/**
 * Those whom the list of all users shows with one of the addresses; whether it is whole and hides nobody's, and how many
 * pages of it are kept.
 */
async function takeShown(
  { client, rollSurvey }: OwnerPorts,
  wanted: ReadonlyMap<string, string>,
  owners: Owners,
): Promise<{ readonly hidesNobody: boolean; readonly pages: number }> {
  const survey = await rollSurvey?.([...wanted.keys()]);
  // Whoever is not shown with one of them may have it all the same: each is searched for then.
  const beside = { done: 0, left: wanted.size };
  const keyOf = ({ emailAddress }: Pick<User, 'emailAddress'>) => emailKey(emailAddress ?? '');
  try {
    const users = await readAllUsers(client, survey, {
      matters: (user) => wanted.has(keyOf(user)),
      hides: (user) => keyOf(user) === '' && isFound(user),
      enough: wanted.size,
    });
    await survey?.leaveRoom(beside);
    for (const person of users.people) {
      const key = emailKey(person.email ?? '');
      if (wanted.has(key) && !owners.has(key)) owners.set(key, { owner: 'known', person });
    }
    const pages = survey?.answered ?? 0;
    return { hidesNobody: users.isWhole && !users.hidesSomebody, pages };
  } catch (problem) {
    throw survey === undefined ? problem : await survey.endWith(problem, beside);
  }
}

/** One call for each. `pages`: of the list of all users, that were read before. */
async function search(
  { client, book, survey }: OwnerPorts,
  wanted: readonly (readonly [key: string, email: string])[],
  owners: Owners,
  pages: number,
): Promise<void> {
  if (wanted.length === 0) return;
  const seen = new Map<string, DirectoryPerson>();
  const read = async ([key, email]: readonly [string, string]) => {
    const users = await searchUsers(client, email);
    for (const user of users) seen.set(user.accountId, personOf(user));
    return answerOf(users, key);
  };
  const asked = await survey?.(wanted.map(([key]) => key));
  const ask = (one: readonly [string, string]) =>
    asked === undefined ? read(one) : asked.ask(one[0], () => read(one));
  const beside = { done: pages, left: 0 };
  let answers: readonly SurveyAnswer[];
  try {
    answers = await Promise.all(wanted.map(ask));
    await asked?.leaveRoom(beside);
  } catch (problem) {
    throw asked === undefined ? problem : await asked.endWith(problem, beside);
  }
  const found = answers.map(foundIn);
  const hidden = [...new Set(found.flatMap((one) => one.hidden))];
  const unseen = found
    .flatMap(({ shown, hidden }) => [...(shown === undefined ? [] : [shown]), ...hidden])
    .filter((accountId) => !seen.has(accountId));
  const [told, more] = await Promise.all([book.addressesOf(hidden), findPeople(client, unseen)]);
  for (const [place, { shown, hidden, cutOff }] of found.entries()) {
    const key = wanted[place]?.[0] ?? '';
    // Somebody whose address the organization tells has that one and no other.
    const own = hidden.find((accountId) => told.get(accountId) === key);
    const others = hidden.filter((accountId) => !told.has(accountId));
    const owner = ownerOf({ shown: shown ?? own, hidden: others, cutOff });
    owners.set(
      key,
      mapOwner(
        owner,
        (accountId) => seen.get(accountId) ?? more.get(accountId) ?? unknown(accountId),
      ),
    );
  }
}

/** `accountIds`: whose address it is first, if anybody's, and those whose own is hidden. */
function answerOf(users: readonly User[], key: string): SurveyAnswer {
  const shown = users.find(({ emailAddress }) => emailKey(emailAddress ?? '') === key);
  const hidden = users.filter((user) => !user.emailAddress && isFound(user));
  const accountIds = [...(shown === undefined ? [] : [shown]), ...hidden].map(
    (one) => one.accountId,
  );
  const size = users.length;
  return {
    found: shown === undefined ? [] : [0],
    size,
    total: size < FOUND ? size : size + 1,
    hidesSomebody: false,
    accountIds,
  };
}

function foundIn({ found, size, total, accountIds = [] }: SurveyAnswer) {
  const [shown] = found.map((place) => accountIds[place]);
  return { shown, hidden: accountIds.slice(found.length), cutOff: total > size };
}

/** Found a moment ago, and not there any more. */
const unknown = (accountId: string): DirectoryPerson => ({
  accountId,
  displayName: accountId,
  active: false,
  accountType: 'unknown',
});

/** Whom a search finds, and who can be given something: neither apps nor customers, whose address nobody sees. */
const isFound = ({ active, accountType }: User): boolean =>
  active !== false && accountType !== 'app' && accountType !== 'customer';
