import { z } from 'zod';
import { emailKey } from '#domain/action/subject';
import type { DirectoryPerson } from '#ports/directory';
import { type User, userSchema } from '../answer/schemas';
import type { SiteClient } from '../site-client';
import { directoryPerson } from './directory-person';

/** More addresses than this are looked for among all users of the site, which is fewer calls. */
const SEARCHED_ONE_BY_ONE = 20;
const FOUND = 50;
/** The most that one answer holds (doc: Get all users). */
const PAGE = 1_000;
/** Beyond so many people the rest is searched one by one after all. */
const PAGES_AT_MOST = 30;

/** Those who have an account, by `emailKey`. The connection's account sees addresses that people don't. */
export async function findPeopleByEmail(
  client: SiteClient,
  emails: readonly string[],
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const wanted = new Set(emails.map(emailKey));
  const found = new Map<string, DirectoryPerson>();
  if (wanted.size > SEARCHED_ONE_BY_ONE) {
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const users = await readUsers(client, page);
      take(users, wanted, found);
      if (users.length < PAGE || found.size === wanted.size) return found;
    }
  }
  const left = [...wanted].filter((email) => !found.has(email));
  await Promise.all(left.map(async (email) => take(await search(client, email), wanted, found)));
  return found;
}

function take(
  users: readonly User[],
  wanted: ReadonlySet<string>,
  found: Map<string, DirectoryPerson>,
): void {
  for (const user of users) {
    const email = emailKey(user.emailAddress ?? '');
    if (wanted.has(email)) found.set(email, directoryPerson(user));
  }
}

function search(client: SiteClient, email: string): Promise<User[]> {
  return client.read(
    { method: 'GET', path: '/user/search', query: { query: email, maxResults: FOUND } },
    z.array(userSchema),
  );
}

function readUsers(client: SiteClient, page: number): Promise<User[]> {
  return client.read(
    { method: 'GET', path: '/users/search', query: { startAt: page * PAGE, maxResults: PAGE } },
    z.array(userSchema),
  );
}
