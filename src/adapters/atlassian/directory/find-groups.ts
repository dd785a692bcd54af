import { chunksOf } from '#domain/lib/chunks-of';
import { type Administering, protectionOf } from '#domain/protection/administering';
import type { DirectoryGroup } from '#ports/directory';
import {
  applicationRolesSchema,
  type FoundGroup,
  foundGroupsSchema,
  type Group,
  groupSchema,
} from '../../rest/schemas';
import { readPages } from '../client/read-pages';
import type { SiteClient } from '../client/site-client';
import { readAdministering } from './read-administering';
import { unlessRefused } from './read-all-groups';
import type { Recent } from './recent';

const AT_ONCE = 50;
/** The most a group picker gives (doc: Find groups). */
const PICKED = 1_000;
const SEARCHED = 50;

/** Those of the groups that exist. Whether they are protected is asked anew each time. */
export async function findGroups(
  client: SiteClient,
  recent: Recent,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryGroup>> {
  const wanted = [...new Set(groupIds)];
  const [groups, administering, products, picked] = await Promise.all([
    readById(client, wanted),
    readAdministering(client, recent),
    recent.get('product groups', () => readProductGroups(client)),
    pickGroups(client, '', PICKED),
  ]);
  const shown = new Map(picked.map((one) => [one.groupId, one]));
  // On a site with more groups than one answer holds, the others are looked for by name.
  await Promise.all(
    groups
      .filter(({ groupId }) => !shown.has(groupId))
      .map(async ({ name }) => {
        for (const one of await pickGroups(client, name, PICKED)) shown.set(one.groupId, one);
      }),
  );
  const labelsAreKnown = showsLabels(picked);
  return new Map(
    groups.map((group) => [
      group.groupId,
      directoryGroup(group, shown.get(group.groupId), { administering, products, labelsAreKnown }),
    ]),
  );
}

/** What those of the groups that exist are called now. */
export async function findGroupNames(
  client: SiteClient,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const groups = await readById(client, [...new Set(groupIds)]);
  return new Map(groups.map(({ groupId, name }) => [groupId, name]));
}

/** Without a query, every group there is, as far as one answer holds them. */
export async function searchGroups(
  client: SiteClient,
  recent: Recent,
  query: string,
): Promise<readonly DirectoryGroup[]> {
  const words = query.trim();
  const [found, administering, products] = await Promise.all([
    pickGroups(client, words, words === '' ? PICKED : SEARCHED),
    readAdministering(client, recent),
    readProductGroups(client),
  ]);
  const site = { administering, products, labelsAreKnown: true };
  return found.map((group) => directoryGroup(group, group, site));
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

interface ProductGroups {
  readonly groupIds: ReadonlySet<string>;
  /** A group that is not among them gives access to no product. */
  readonly areAll: boolean;
}

/**
 * Every product tells its groups, and somebody signs in to the site by one of them: an answer that names
 * none, or a product that tells none, says nothing of the other groups. Neither does one that is refused or
 * makes no sense, and nothing else waits for it: an end does not ask what costs a seat.
 */
async function readProductGroups(client: SiteClient): Promise<ProductGroups> {
  const answer = await unlessRefused(() =>
    client.read({ method: 'GET', path: '/applicationrole' }, applicationRolesSchema),
  );
  const roles = answer ?? [];
  const named = roles.flatMap(({ groupDetails = [] }) => groupDetails.map((one) => one.groupId));
  const areAll = named.length > 0 && roles.every(({ groupDetails }) => groupDetails !== undefined);
  return { groupIds: new Set(named), areAll };
}

/** doc: Find groups: users of a group with this label are given administrative access. */
export const isLabelledAdmin = ({ labels = [] }: Pick<FoundGroup, 'labels'>) =>
  labels.some(({ type }) => type === 'ADMIN');

/**
 * Whether an answer of the picker to no query tells of labels. There is at least the group that the
 * connection's account administers by; and to who may not browse groups it shows none, with a success
 * (doc: Find groups).
 */
export const showsLabels = (picked: readonly FoundGroup[]) => picked.length > 0;

const givesAccess = ({ groupIds, areAll }: ProductGroups, groupId: string) =>
  groupIds.has(groupId) || (areAll ? false : undefined);

const unlabelled = ({ labelsAreKnown }: { readonly labelsAreKnown: boolean }) =>
  labelsAreKnown ? false : undefined;

function directoryGroup(
  { groupId, name }: Group,
  shown: FoundGroup | undefined,
  site: {
    readonly administering: Administering;
    readonly products: ProductGroups;
    readonly labelsAreKnown: boolean;
  },
): DirectoryGroup {
  const labelled = shown === undefined ? unlabelled(site) : isLabelledAdmin(shown);
  return {
    groupId,
    name,
    protection: protectionOf({ groupId, name, labelled }, site.administering),
    managedElsewhere: shown?.managedBy === 'EXTERNAL',
    givesProductAccess: givesAccess(site.products, groupId),
  };
}
