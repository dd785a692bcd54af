import { allOf } from '../../rest/all-of';
import { type Group, groupListSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';

/**
 * The groups of one person; none where the site doesn't know them. Throws SiteFailure where one of them has
 * no id (spec: GroupName, `groupId` may be null): it could be any.
 */
export async function findGroupsOf(
  client: SiteClient,
  accountId: string,
  isOneOfMany = false,
): Promise<readonly Group[]> {
  const groups = await client.readIfThere(
    { method: 'GET', path: '/user/groups', query: { accountId }, isOneOfMany },
    groupListSchema,
  );
  return groups === undefined ? [] : allOf(groups, 'site');
}
