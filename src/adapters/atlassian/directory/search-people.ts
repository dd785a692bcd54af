import type { Person } from '#domain/action/person';
import { allListed, type Listed } from '#domain/lib/listed';
import { personsIn } from '../../rest/persons-in';
import { userListSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';

const SEARCHED = 20;

/** People who can hold access: active ones, no apps and no customers. Nobody without a query. */
export async function searchPeople(client: SiteClient, query: string): Promise<Listed<Person>> {
  const words = query.trim();
  if (words === '') return allListed([]);
  const users = await client.read(
    { method: 'GET', path: '/user/search', query: { query: words, maxResults: SEARCHED } },
    userListSchema,
  );
  return personsIn(users);
}
