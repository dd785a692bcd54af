import { emailKey } from '#domain/action/subject';
import type { SiteClient } from '../client/site-client';
import { searchUsers } from './find-users';

/** Those, by `emailKey`, whom the site finds by an address and does not show it of. */
export async function findPeopleHiddenAt(
  client: SiteClient,
  emails: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = emails.map(async (email): Promise<[string, ReadonlySet<string>]> => {
    const users = await searchUsers(client, email);
    const hidden = users.filter(({ emailAddress }) => !emailAddress);
    return [emailKey(email), new Set(hidden.map(({ accountId }) => accountId))];
  });
  return new Map(await Promise.all(found));
}
