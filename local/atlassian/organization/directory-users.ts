import { objectIn, textIn, textsIn } from '../rest/reading';
import type { Site } from '../site/site';
import type { StoredPerson } from '../store/people';
import { refuseInOrganization } from './organization-refusal';

const USUAL = 100;
const FILTERS = new Set(['cursor', 'limit', 'accountIds', 'searchTerm', 'emails', 'status']);

type Status = 'active' | 'suspended' | 'deactivated';

/** Composed of the account's state and that of its membership (doc: status of a directory user). */
const statusOf = (person: StoredPerson): Status =>
  !person.accountActive ? 'deactivated' : person.suspended ? 'suspended' : 'active';

/** Apps and customers are in no directory of the organization. */
export function directoryUser(site: Site, accountId: string): StoredPerson {
  const person = site.people.byId(accountId);
  if (person?.accountType !== 'atlassian')
    throw refuseInOrganization('ADMIN-404-8', `There is no user ${accountId} in this directory.`);
  return person;
}

/** POST …/directories/{directoryId}/users/search: suspended and deactivated accounts among them. */
export function searchDirectoryUsers(site: Site, body: unknown): object {
  const asked = objectIn(body ?? {});
  const unknown = Object.keys(asked).find((name) => !FILTERS.has(name));
  if (unknown !== undefined)
    throw refuseInOrganization('ADMIN-400-24', `The local site does not know ${unknown}.`);
  if (asked.searchTerm !== undefined && asked.emails !== undefined)
    throw refuseInOrganization('ADMIN-400-24', 'Use either searchTerm or emails.');
  const term = textIn(asked.searchTerm)?.trim().toLowerCase();
  const emails = asked.emails === undefined ? undefined : lower(textsIn(asked.emails));
  const ids = asked.accountIds === undefined ? undefined : new Set(textsIn(asked.accountIds));
  const status = asked.status === undefined ? undefined : new Set(textsIn(asked.status));
  const found = site.people
    .all()
    .filter(
      (person) =>
        person.accountType === 'atlassian' &&
        (term === undefined ||
          `${person.displayName}\n${person.email}`.toLowerCase().includes(term)) &&
        (emails === undefined || emails.has(person.email.toLowerCase())) &&
        (ids === undefined || ids.has(person.accountId)) &&
        (status === undefined || status.has(statusOf(person))),
    );
  const start = offsetOf(textIn(asked.cursor));
  const end = start + Math.min(Number(asked.limit ?? USUAL), USUAL);
  return {
    data: found.slice(start, end).map(render),
    links: {
      self: cursorAt(start),
      ...(end < found.length ? { next: cursorAt(end) } : {}),
    },
  };
}

const lower = (texts: readonly string[]) => new Set(texts.map((text) => text.toLowerCase()));

const render = (person: StoredPerson) => ({
  accountId: person.accountId,
  accountType: person.accountType,
  status: statusOf(person),
  accountStatus: person.accountActive ? 'active' : 'inactive',
  membershipStatus: person.suspended ? 'suspended' : 'active',
  name: person.displayName,
  nickname: person.displayName,
  email: person.email,
  emailVerified: true,
  claimStatus: 'unmanaged',
  picture: person.avatarUrl,
  avatar: person.avatarUrl,
});

const cursorAt = (offset: number) => Buffer.from(`offset ${offset}`).toString('base64url');

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, offset] = /^offset (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (offset === undefined) throw refuseInOrganization('ADMIN-400-1', 'The cursor is invalid.');
  return Number(offset);
}
