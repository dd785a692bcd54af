import {
  type Administering,
  type GroupsAnswer,
  readAdministering as judge,
} from '#domain/protection/administering';
import { groupListSchema, userSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { readAllGroups, unlessRefused } from './read-all-groups';
import type { Recent } from './recent';

/**
 * The groups that administer, asked each time: which group makes an administrator can change at any
 * moment (doc: Bulk get groups, accessType). Only who the connection acts as, and what it is in, is
 * remembered for a moment: it tells whether the answers can be believed.
 */
export async function readAdministering(
  client: SiteClient,
  recent: Recent,
): Promise<Administering> {
  const [site, jira, own] = await Promise.all([
    byAccess(client, 'site-admin'),
    byAccess(client, 'admin'),
    readOwnGroups(client, recent),
  ]);
  return judge({ site, jira, own });
}

const byAccess = (client: SiteClient, accessType: 'site-admin' | 'admin') =>
  readAllGroups(client, { method: 'GET', path: '/group/bulk', query: { accessType } });

/** Those that the account is in as which the token acts, as of a moment ago. */
export function readOwnGroups(client: SiteClient, recent: Recent): Promise<GroupsAnswer> {
  return recent.get('own groups', () => askOwnGroups(client, recent));
}

async function askOwnGroups(client: SiteClient, recent: Recent): Promise<GroupsAnswer> {
  const accountId = await readOwnAccount(client, recent);
  if (accountId === undefined) return undefined;
  const groups = await unlessRefused(() =>
    client.readIfThere(
      { method: 'GET', path: '/user/groups', query: { accountId } },
      groupListSchema,
    ),
  );
  // It only proves something by those that it is in: one that can't be read proves nothing.
  return groups?.items;
}

/** As whom the token acts, as the site says; undefined where it doesn't. */
export function readOwnAccount(
  client: SiteClient,
  recent: Recent,
  afresh = false,
): Promise<string | undefined> {
  const ask = async () => {
    const me = await unlessRefused(() =>
      client.readIfThere({ method: 'GET', path: '/myself' }, userSchema),
    );
    return me?.accountId;
  };
  return afresh ? recent.read('own account', ask) : recent.get('own account', ask);
}
