import type { Instant } from '#domain/lib/time';
import { allOf } from '../../rest/all-of';
import type { OrganizationClient } from './organization-client';
import { lastActiveSchema } from './schemas';

/**
 * The latest visit to any app; undefined for somebody who never came. Up to a day behind (doc: User's
 * last active dates).
 */
export async function readLastActive(
  client: OrganizationClient,
  accountId: string,
): Promise<Instant | undefined> {
  const found = await client.read(
    {
      method: 'GET',
      version: 'v1',
      path: '/directory/users/{}/last-active-dates',
      at: [accountId],
    },
    lastActiveSchema,
  );
  const access = found?.data.product_access;
  // The latest of them may be the one that can't be read.
  const visits = (access === undefined ? [] : allOf(access, 'organization'))
    .map((visit) => Date.parse(visit.last_active_timestamp ?? visit.last_active ?? ''))
    .filter((at) => !Number.isNaN(at));
  return visits.length === 0 ? undefined : Math.max(...visits);
}
