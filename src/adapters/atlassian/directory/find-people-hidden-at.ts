import { emailKey } from '#domain/action/subject';
import type { HiddenAt } from '#ports/directory';
import type { SiteClient } from '../client/site-client';
import { FOUND, searchUsers } from './find-users';

/** Those, by `emailKey`, whom the site finds by an address and does not show it of. */
export async function findPeopleHiddenAt(
  client: SiteClient,
  emails: readonly string[],
): Promise<ReadonlyMap<string, HiddenAt>> {
  const found = emails.map(async (email): Promise<[string, HiddenAt]> => {
    const users = await searchUsers(client, email);
    // Others of whom a name or an address begins with it may fill the answer.
    if (users.length >= FOUND) return [emailKey(email), 'anybody'];
    const hidden = users.filter(({ emailAddress }) => !emailAddress);
    return [emailKey(email), new Set(hidden.map(({ accountId }) => accountId))];
  });
  return new Map(await Promise.all(found));
}
