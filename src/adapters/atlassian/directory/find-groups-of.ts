import { z } from 'zod';
import { type Group, groupSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';

/** The groups of one person; none where the site doesn't know them. */
export async function findGroupsOf(
  client: SiteClient,
  accountId: string,
): Promise<readonly Group[]> {
  const groups = await client.readIfThere(
    { method: 'GET', path: '/user/groups', query: { accountId } },
    z.array(groupSchema),
  );
  return groups ?? [];
}
