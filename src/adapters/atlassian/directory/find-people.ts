import { chunksOf } from '#domain/lib/chunks-of';
import type { DirectoryPerson } from '#ports/directory';
import { personOf } from '../../rest/person-of';
import { type User, userPageSchema } from '../../rest/schemas';
import { readPages } from '../client/read-pages';
import type { SiteClient } from '../client/site-client';

/** Account ids in one call: with more, its address would be too long. */
const AT_ONCE = 90;

export async function findPeople(
  client: SiteClient,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const pages = await Promise.all(
    chunksOf([...new Set(accountIds)], AT_ONCE).map((chunk) => readPeople(client, chunk)),
  );
  return new Map(pages.flat().map((user) => [user.accountId, personOf(user)]));
}

function readPeople(client: SiteClient, accountId: readonly string[]): Promise<User[]> {
  return readPages(
    client,
    { method: 'GET', path: '/user/bulk', query: { accountId } },
    userPageSchema,
    AT_ONCE,
  );
}
