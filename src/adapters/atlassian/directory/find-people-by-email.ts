import { emailKey } from '#domain/action/subject';
import type { DirectoryPerson } from '#ports/directory';
import { personOf } from '../../rest/person-of';
import type { SiteClient } from '../client/site-client';
import { findUsers } from './find-users';

/** Those who have an account, by `emailKey`. */
export async function findPeopleByEmail(
  client: SiteClient,
  emails: readonly string[],
): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const keyOf = ({ emailAddress = '' }: { emailAddress?: string | undefined }) =>
    emailKey(emailAddress);
  const found = await findUsers(
    client,
    new Map(emails.map((email) => [emailKey(email), email])),
    keyOf,
    true,
  );
  return new Map(
    [...found].flatMap(([email, [user]]) =>
      user === undefined ? [] : [[email, personOf(user)] as const],
    ),
  );
}
