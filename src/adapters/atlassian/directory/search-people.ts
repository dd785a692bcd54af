import { z } from 'zod';
import type { Person } from '#domain/action/person';
import { personOf } from '../../rest/person-of';
import { userSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';

const SEARCHED = 20;

/** People who can hold access: active ones, no apps and no customers. Nobody without a query. */
export async function searchPeople(client: SiteClient, query: string): Promise<readonly Person[]> {
  const words = query.trim();
  if (words === '') return [];
  const users = await client.read(
    { method: 'GET', path: '/user/search', query: { query: words, maxResults: SEARCHED } },
    z.array(userSchema),
  );
  return users
    .map(personOf)
    .filter(({ active, accountType }) => active && accountType === 'atlassian')
    .map(({ active: _active, accountType: _type, ...person }) => person);
}
