import { allOf } from '../../rest/all-of';
import { listOf, type User, userSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';

/** More things than this are looked for among all users of the site, which is fewer calls. */
export const SEARCHED_ONE_BY_ONE = 20;
/** What a search is asked for: as many may be a part of what there is. */
export const FOUND = 50;
/** The most that one answer holds (doc: Get all users). */
const PAGE = 1_000;
/** Beyond so many people the rest is searched one by one after all. */
const PAGES_AT_MOST = 30;

/**
 * The users of the site that `keyOf` gives a key which is wanted, by that key. `wanted` has the text to
 * search for by each key.
 */
export async function findUsers(
  client: SiteClient,
  wanted: ReadonlyMap<string, string>,
  keyOf: (user: User) => string,
): Promise<ReadonlyMap<string, readonly User[]>> {
  const found = new Map<string, User[]>();
  const take = (users: readonly User[]) => {
    for (const user of users) {
      const key = keyOf(user);
      const others = found.get(key)?.filter((one) => one.accountId !== user.accountId) ?? [];
      if (wanted.has(key)) found.set(key, [...others, user]);
    }
  };
  const left = () => [...wanted].filter(([key]) => !found.has(key));
  const searchLeft = () =>
    Promise.all(left().map(async ([, text]) => take(await searchUsers(client, text))));
  if (wanted.size <= SEARCHED_ONE_BY_ONE) await searchLeft();
  // A search leaves those out who are inactive; the list of all users has them.
  if (left().length > 0) {
    const whole = await readAllUsers(client, take, () => false);
    if (!whole && wanted.size > SEARCHED_ONE_BY_ONE) await searchLeft();
  }
  return found;
}

/**
 * The ids of all who have an account on the site, up to the same bound; `isWhole`: there are no more. A
 * list without the connection's own account is not believed to be whole.
 */
export async function readAllAccounts(
  client: SiteClient,
  ownAccount: string | undefined,
): Promise<{ readonly accountIds: ReadonlySet<string>; readonly isWhole: boolean }> {
  const accountIds = new Set<string>();
  const take = (users: readonly User[]) => {
    for (const { accountId } of users) accountIds.add(accountId);
  };
  const isAll = await readAllUsers(client, take, () => false);
  return { accountIds, isWhole: isAll && ownAccount !== undefined && accountIds.has(ownAccount) };
}

/** Page by page; false where the site has more users than are read. */
export async function readAllUsers(
  client: SiteClient,
  take: (users: readonly User[]) => void,
  enough: () => boolean,
): Promise<boolean> {
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const users = await readUsers(client, page);
    take(users);
    if (users.length < PAGE || enough()) return true;
  }
  return false;
}

export async function searchUsers(client: SiteClient, query: string): Promise<readonly User[]> {
  const found = await client.read(
    { method: 'GET', path: '/user/search', query: { query, maxResults: FOUND } },
    listOf(userSchema),
  );
  return allOf(found, 'site');
}

async function readUsers(client: SiteClient, page: number): Promise<readonly User[]> {
  const users = await client.read(
    { method: 'GET', path: '/users/search', query: { startAt: page * PAGE, maxResults: PAGE } },
    listOf(userSchema),
  );
  return allOf(users, 'site');
}
