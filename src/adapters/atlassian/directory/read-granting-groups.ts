import { applicationRolesSchema, groupSchema } from '../answer/schemas';
import { readPages } from '../read-pages';
import type { SiteClient } from '../site-client';
import type { GrantingGroups } from './protection-of';

const PAGE = 50;

/**
 * The groups that grant something, asked each time: which group makes an administrator can change
 * (doc: Bulk get groups, accessType).
 */
export async function readGrantingGroups(client: SiteClient): Promise<GrantingGroups> {
  const [siteAdministration, jiraAdministration, productAccess] = await Promise.all([
    readByAccess(client, 'site-admin'),
    readByAccess(client, 'admin'),
    readProductAccess(client),
  ]);
  return { siteAdministration, jiraAdministration, productAccess };
}

export async function readByAccess(
  client: SiteClient,
  accessType: 'site-admin' | 'admin',
): Promise<ReadonlySet<string>> {
  const groups = await readPages(
    client,
    { method: 'GET', path: '/group/bulk', query: { accessType } },
    groupSchema,
    { size: PAGE },
  );
  return new Set(groups.map(({ groupId }) => groupId));
}

async function readProductAccess(client: SiteClient): Promise<ReadonlySet<string>> {
  const roles = await client.read(
    { method: 'GET', path: '/applicationrole' },
    applicationRolesSchema,
  );
  return new Set(roles.flatMap(({ groupDetails = [] }) => groupDetails.map((one) => one.groupId)));
}
