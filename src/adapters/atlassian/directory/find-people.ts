import type { DirectoryPerson } from '#ports/directory';
import { type User, userSchema } from '../answer/schemas';
import { readPages } from '../read-pages';
import type { SiteClient } from '../site-client';
import { chunksOf } from './chunks-of';
import { directoryPerson } from './directory-person';

/** Account ids of one call: more would make an address that is too long. */
const AT_ONCE = 90;

export async function findPeople(
  client: SiteClient,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const pages = await Promise.all(
    chunksOf([...new Set(accountIds)], AT_ONCE).map((chunk) => readPeople(client, chunk)),
  );
  return new Map(pages.flat().map((user) => [user.accountId, directoryPerson(user)]));
}

function readPeople(client: SiteClient, accountId: readonly string[]): Promise<User[]> {
  return readPages(
    client,
    { method: 'GET', path: '/user/bulk', query: { accountId } },
    userSchema,
    { size: AT_ONCE },
  );
}
