import { emailKey } from '#domain/action/subject';
import { chunksOf } from '#domain/lib/chunks-of';
import { SiteFailure } from '#ports/site-failure';
import { allOf } from '../../rest/all-of';
import { findDirectoryUsers } from './find-directory-users';
import type { OrganizationClient } from './organization-client';
import type { DirectoryUser } from './schemas';

/**
 * Addresses as the organization tells them, whatever profiles hide (doc: Search for users in an
 * organization, `emails`, `accountIds`). Without a key, or where it does not answer, it tells nothing, and what
 * the site says is all that is known.
 */
export interface AddressBook {
  /** Account ids, by `emailKey`. */
  accountsAt(emails: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Each one's `emailKey`, by account id. */
  addressesOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Of a site whose organization has no key here. */
export const NO_ADDRESS_BOOK: AddressBook = {
  accountsAt: async () => new Map(),
  addressesOf: async () => new Map(),
};

/** Fewer than one answer holds, so that none is cut off. */
const AT_ONCE = 50;

export function addressBook(client: OrganizationClient): AddressBook {
  const read = async (
    all: readonly string[],
    wanted: (chunk: string[]) => { readonly emails: string[] } | { readonly accountIds: string[] },
  ): Promise<readonly DirectoryUser[]> => {
    if (all.length === 0 || !(await client.hasKey())) return [];
    try {
      const chunks = chunksOf([...new Set(all)], AT_ONCE);
      const found = await Promise.all(chunks.map((one) => findDirectoryUsers(client, wanted(one))));
      return found.flatMap((one) => allOf(one, 'organization'));
    } catch (error) {
      if (error instanceof SiteFailure) return [];
      throw error;
    }
  };
  return {
    async accountsAt(emails) {
      const keys = new Set(emails.map(emailKey));
      const users = await read([...keys], (chunk) => ({ emails: chunk }));
      const accounts = new Map<string, Set<string>>();
      for (const { accountId, email } of users) {
        const key = emailKey(email ?? '');
        if (keys.has(key)) accounts.set(key, (accounts.get(key) ?? new Set()).add(accountId));
      }
      // An address of two accounts tells neither.
      return new Map(
        [...accounts].flatMap(([key, ids]) => (ids.size === 1 ? [[key, [...ids].join('')]] : [])),
      );
    },
    async addressesOf(accountIds) {
      const users = await read(accountIds, (chunk) => ({ accountIds: chunk }));
      return new Map(
        users.flatMap(({ accountId, email }) =>
          email === undefined || email === '' ? [] : [[accountId, emailKey(email)]],
        ),
      );
    },
  };
}
