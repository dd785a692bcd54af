import type { DirectoryGroup } from '#ports/directory';
import { type FoundGroup, foundGroupsSchema, type Group, groupSchema } from '../answer/schemas';
import { readPages } from '../read-pages';
import type { SiteClient } from '../site-client';
import { chunksOf } from './chunks-of';
import { type GrantingGroups, protectionOf } from './protection-of';
import { readGrantingGroups } from './read-granting-groups';
import type { Recent } from './recent';

const AT_ONCE = 50;
/** The most a group picker gives (doc: Find groups). */
const PICKED = 1_000;
const SEARCHED = 50;

export async function findGroups(
  client: SiteClient,
  recent: Recent,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryGroup>> {
  const wanted = [...new Set(groupIds)];
  const [groups, granting, picked] = await Promise.all([
    readById(client, wanted),
    recent.get('granting groups', () => readGrantingGroups(client)),
    recent.get('all groups', () => pickGroups(client, '', PICKED)),
  ]);
  const managers = new Map(picked.map(({ groupId, managedBy }) => [groupId, managedBy]));
  // On a site with more groups than one answer holds, the others are looked for by name.
  await Promise.all(
    groups
      .filter(({ groupId }) => !managers.has(groupId))
      .map(async ({ name }) => {
        for (const one of await pickGroups(client, name, SEARCHED)) {
          managers.set(one.groupId, one.managedBy);
        }
      }),
  );
  return new Map(
    groups.map((group) => [
      group.groupId,
      directoryGroup({ ...group, managedBy: managers.get(group.groupId) }, granting),
    ]),
  );
}

/** Without a query, every group there is. */
export async function searchGroups(
  client: SiteClient,
  query: string,
): Promise<readonly DirectoryGroup[]> {
  const words = query.trim();
  const [found, granting] = await Promise.all([
    pickGroups(client, words, words === '' ? PICKED : SEARCHED),
    readGrantingGroups(client),
  ]);
  return found.map((group) => directoryGroup(group, granting));
}

async function readById(client: SiteClient, groupIds: readonly string[]): Promise<Group[]> {
  const pages = await Promise.all(
    chunksOf(groupIds, AT_ONCE).map((chunk) =>
      readPages(
        client,
        { method: 'GET', path: '/group/bulk', query: { groupId: chunk } },
        groupSchema,
        { size: AT_ONCE },
      ),
    ),
  );
  return pages.flat();
}

export async function pickGroups(
  client: SiteClient,
  query: string,
  maxResults: number,
): Promise<FoundGroup[]> {
  const { groups } = await client.read(
    {
      method: 'GET',
      path: '/groups/picker',
      query: { query: query === '' ? undefined : query, maxResults, caseInsensitive: true },
    },
    foundGroupsSchema,
  );
  return groups;
}

function directoryGroup(
  group: {
    readonly groupId: string;
    readonly name: string;
    readonly managedBy?: string | undefined;
  },
  granting: GrantingGroups,
): DirectoryGroup {
  return {
    groupId: group.groupId,
    name: group.name,
    protection: protectionOf(group, granting),
    managedElsewhere: group.managedBy === 'EXTERNAL',
    givesProductAccess: granting.productAccess.has(group.groupId),
  };
}
