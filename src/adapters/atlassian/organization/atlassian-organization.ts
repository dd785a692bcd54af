import { accountIdIn } from '#domain/action/account-id';
import { chunksOf } from '#domain/lib/chunks-of';
import { mapListed } from '#domain/lib/listed';
import type { Instant } from '#domain/lib/time';
import type { AccessState } from '#domain/organization/suspension';
import type { Organization } from '#ports/organization';
import type { EffectAnswer } from '#ports/provisioner';
import { allOf } from '../../rest/all-of';
import { findDirectoryUsers, stateOf } from './find-directory-users';
import type { OrganizationClient } from './organization-client';
import { readLastActive } from './read-last-active';
import { directoriesSchema } from './schemas';

/** How many people are asked about at a time. */
const AT_ONCE = 5;
const FOUND = 20;

export function atlassianOrganization(client: OrganizationClient): Organization {
  const currentState = async (accountId: string): Promise<AccessState | undefined> => {
    const found = await findDirectoryUsers(client, { accountIds: [accountId] });
    const [user] = allOf(found, 'organization');
    return user && stateOf(user);
  };
  return {
    async lastActive(accountIds) {
      const found = new Map<string, Instant>();
      for (const chunk of chunksOf([...new Set(accountIds)], AT_ONCE)) {
        const dates = await Promise.all(chunk.map((one) => readLastActive(client, one)));
        for (const [place, accountId] of chunk.entries()) {
          const at = dates[place];
          if (at !== undefined) found.set(accountId, at);
        }
      }
      return found;
    },
    async searchPeople(query) {
      const accountId = accountIdIn(query);
      const users = await findDirectoryUsers(
        client,
        accountId === undefined ? { searchTerm: query, limit: FOUND } : { accountIds: [accountId] },
      );
      return mapListed(users, (user) => {
        const avatarUrl = user.picture ?? user.avatar;
        return {
          accountId: user.accountId,
          displayName: user.name ?? 'Unknown',
          state: stateOf(user),
          ...(avatarUrl === undefined ? {} : { avatarUrl }),
        };
      });
    },
    stateOf: currentState,
    suspend: (accountId) => change(accountId, 'suspend', 'suspended'),
    restore: (accountId) => change(accountId, 'restore', 'active'),
  };

  async function change(
    accountId: string,
    verb: 'suspend' | 'restore',
    wanted: AccessState,
  ): Promise<EffectAnswer> {
    const found = await client.read(
      { method: 'GET', version: 'v2', path: '/directories', query: { accountId } },
      directoriesSchema,
    );
    const [directory, another] = found === undefined ? [] : allOf(found.data, 'organization');
    if (directory === undefined) {
      const message = 'The organization has no such account in its directory.';
      return { answer: 'refused', message, retryable: false };
    }
    // Only an organization with the original user management has several, a site each, and nothing
    // tells which is this site's.
    if (another !== undefined) {
      const message =
        'The account is in several user directories of the organization: choose one at admin.atlassian.com.';
      return { answer: 'refused', message, retryable: false };
    }
    return client.effect(
      {
        method: 'POST',
        version: 'v2',
        path: `/directories/{}/users/{}/${verb}`,
        at: [directory.directoryId, accountId],
      },
      async () => (await currentState(accountId)) === wanted,
    );
  }
}
