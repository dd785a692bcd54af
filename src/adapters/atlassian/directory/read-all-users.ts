import type { DirectoryPerson } from '#ports/directory';
import { allOf } from '../../rest/all-of';
import { personOf } from '../../rest/person-of';
import { type User, userListSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { findPeople } from './find-people';
import type { Survey } from './survey';

/** The most that one answer holds (doc: Get all users). */
const PAGE = 1_000;
/** Up to 100,000 people are looked through; on a larger site it is not known who else there is. */
const PAGES_AT_MOST = 100;

/** The list of all users, as far as it was read. */
export interface AllUsers {
  readonly people: readonly DirectoryPerson[];
  /** There are no others. */
  readonly isWhole: boolean;
  readonly hidesSomebody: boolean;
}

export interface AllUsersQuestion {
  /** Who is looked for; nobody else is kept. */
  readonly matters: (user: User) => boolean;
  /** Somebody of whom that can't be seen. */
  readonly hides?: (user: User) => boolean;
  /** Once so many are found, nobody else is looked for. */
  readonly enough?: number;
}

/**
 * Everybody on the site who is looked for, page by page. The answer is a bare list: only an empty page is
 * known to be behind the last. A page that begins with whom the first one began with is that one again: the site overlooks
 * from where it is asked, and does not tell who else there is. `survey` keeps what one invocation could not read to its end.
 */
export async function readAllUsers(
  client: SiteClient,
  survey: Survey | undefined,
  { matters, hides = () => false, enough = Number.POSITIVE_INFINITY }: AllUsersQuestion,
): Promise<AllUsers> {
  const seen = new Map<string, DirectoryPerson>();
  const ids = new Set<string>();
  let hidesSomebody = false;
  let isWhole = false;
  let begins: string | undefined;
  for (let from = 0, page = 0; page < PAGES_AT_MOST && !isWhole && ids.size < enough; page += 1) {
    const read = async () => {
      const users = await readUsers(client, from);
      const meant = users.filter(matters);
      for (const user of meant) seen.set(user.accountId, personOf(user));
      return {
        found: [],
        size: users.length,
        total: users.length,
        hidesSomebody: users.some(hides),
        accountIds: meant.map(({ accountId }) => accountId),
        ...(users[0] === undefined ? {} : { first: users[0].accountId }),
      };
    };
    const answer = await (survey === undefined ? read() : survey.ask(`users from ${from}`, read));
    for (const id of answer.accountIds ?? []) ids.add(id);
    hidesSomebody ||= answer.hidesSomebody;
    isWhole = answer.size === 0;
    if (begins !== undefined && answer.first === begins) break;
    begins ??= answer.first;
    from += answer.size;
  }
  const more = await findPeople(
    client,
    [...ids].filter((id) => !seen.has(id)),
  );
  return { people: [...seen.values(), ...more.values()], isWhole, hidesSomebody };
}

async function readUsers(client: SiteClient, startAt: number): Promise<readonly User[]> {
  const users = await client.read(
    { method: 'GET', path: '/users/search', query: { startAt, maxResults: PAGE } },
    userListSchema,
  );
  return allOf(users, 'site');
}
