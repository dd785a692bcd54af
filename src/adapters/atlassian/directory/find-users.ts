import { allOf } from '../../rest/all-of';
import { type User, userListSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { readAllUsers } from './read-all-users';

/** More things than this are looked for among all users of the site, which is fewer calls. */
export const SEARCHED_ONE_BY_ONE = 20;
/** What a search is asked for: as many may be a part of what there is. */
export const FOUND = 50;
/** The last that any search shows (doc: Find users, "up to the thousandth user"). */
const SHOWN_AT_MOST = 1_000;

/**
 * The ids of all who have an account on the site, as far as they are read; `isWhole`: there are no more. A
 * list without the connection's own account is not believed to be whole.
 */
export async function readAllAccounts(
  client: SiteClient,
  ownAccount: string | undefined,
): Promise<{ readonly accountIds: ReadonlySet<string>; readonly isWhole: boolean }> {
  const users = await readAllUsers(client, undefined, { matters: () => true });
  const accountIds = new Set(users.people.map(({ accountId }) => accountId));
  const isOurs = ownAccount !== undefined && accountIds.has(ownAccount);
  return { accountIds, isWhole: users.isWhole && isOurs };
}

/** The first whom a search finds. */
export const searchUsers = (client: SiteClient, query: string): Promise<readonly User[]> =>
  searchFrom(client, query, 0, FOUND);

/**
 * All whom a search finds, page by page. A page that is not shorter than the smallest that a site gives may
 * have others behind it, and nobody is shown behind the thousandth.
 */
export async function searchAllUsers(
  client: SiteClient,
  query: string,
): Promise<{ readonly users: readonly User[]; readonly isWhole: boolean }> {
  const users: User[] = [];
  let size = FOUND;
  for (;;) {
    const page = await searchFrom(client, query, users.length, size);
    // The first page again: the site overlooks from where it is asked.
    const isAgain = users.length > 0 && page[0]?.accountId === users[0]?.accountId;
    if (isAgain) return { users, isWhole: false };
    users.push(...page);
    if (users.length >= SHOWN_AT_MOST) return { users, isWhole: false };
    if (page.length < FOUND) return { users, isWhole: true };
    size = SHOWN_AT_MOST;
  }
}

async function searchFrom(
  client: SiteClient,
  query: string,
  startAt: number,
  maxResults: number,
): Promise<readonly User[]> {
  const found = await client.read(
    { method: 'GET', path: '/user/search', query: { query, startAt, maxResults } },
    userListSchema,
  );
  return allOf(found, 'site');
}
