import { groupSchema } from '../answer/schemas';
import { readPages } from '../read-pages';
import type { SiteClient } from '../site-client';
import { RESERVED_NAMES } from './protection-of';

const PAGE = 50;

/** Names that a new group must not be mistaken for: of groups that administer, and reserved ones. */
export async function readProtectedNames(client: SiteClient): Promise<ReadonlySet<string>> {
  const groups = await Promise.all(
    ['site-admin', 'admin'].map((accessType) =>
      readPages(
        client,
        { method: 'GET', path: '/group/bulk', query: { accessType } },
        groupSchema,
        {
          size: PAGE,
        },
      ),
    ),
  );
  return new Set([...RESERVED_NAMES, ...groups.flat().map(({ name }) => name)]);
}
