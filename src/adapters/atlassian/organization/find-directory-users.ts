import { allListed, type Listed } from '#domain/lib/listed';
import type { AccessState } from '#domain/organization/suspension';
import type { OrganizationClient } from './organization-client';
import { type DirectoryUser, directoryUsersSchema } from './schemas';

/** People in any directory of the organization (doc: Search for users in an organization). */
export async function findDirectoryUsers(
  client: OrganizationClient,
  wanted:
    | { readonly accountIds: readonly string[] }
    | { readonly emails: readonly string[] }
    | { readonly searchTerm: string; readonly limit: number },
): Promise<Listed<DirectoryUser>> {
  const found = await client.read(
    { method: 'POST', version: 'v2', path: '/directories/-/users/search', body: wanted },
    directoryUsersSchema,
  );
  const { items, unreadable } = found?.data ?? allListed([]);
  const people = items.filter(({ accountType = 'atlassian' }) => accountType === 'atlassian');
  return { items: people, unreadable };
}

/** A deactivated account stays deactivated, whether its access is suspended or not. */
export function stateOf({ accountStatus, membershipStatus }: DirectoryUser): AccessState {
  if (accountStatus !== undefined && accountStatus !== 'active') return 'inactive';
  if (membershipStatus === 'suspended') return 'suspended';
  return membershipStatus === 'no_membership' ? 'inactive' : 'active';
}
