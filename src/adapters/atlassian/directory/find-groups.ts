import { groupNameKey } from '#domain/action/entitlement';
import { chunksOf } from '#domain/lib/chunks-of';
import type { Administering } from '#domain/protection/administering';
import { protectionOf } from '#domain/protection/group-protection';
import type { DirectoryGroup, FoundGroups } from '#ports/directory';
import {
  applicationRolesSchema,
  type FoundGroup,
  foundGroupsSchema,
  type Group,
  groupPageSchema,
  sizeOf,
} from '../../rest/schemas';
import { readPages } from '../client/read-pages';
import type { SiteClient } from '../client/site-client';
import { readAdministering } from './read-administering';
import { unlessRefused } from './read-all-groups';
import type { Recent } from './recent';

const AT_ONCE = 50;
/** The most a group picker gives (doc: Find groups). */
const PICKED = 1_000;
/** Shown of a search that has words: whoever searches sees what to type on. */
const SHOWN = 50;

/** So many are looked for by name, a call for each, while somebody waits. */
export const NAMED_FOR_SOMEBODY = 40;

/**
 * Those of the groups that exist. Whether they are protected is asked anew each time; of a group that is not looked
 * for by name, and that the first answer does not show, it is not known.
 */
export async function findGroups(
  client: SiteClient,
  recent: Recent,
  groupIds: readonly string[],
  namedAtMost = Number.POSITIVE_INFINITY,
): Promise<ReadonlyMap<string, DirectoryGroup>> {
  const wanted = [...new Set(groupIds)];
  const [groups, administering, products, picked] = await Promise.all([
    readById(client, wanted),
    readAdministering(client, recent),
    recent.get('product groups', () => readProductGroups(client)),
    pickGroups(client, ''),
  ]);
  const shown = new Map(picked.groups.map((one) => [one.groupId, one]));
  // On a site with more groups than one answer holds, the others are looked for by name.
  const others = groups.filter(({ groupId }) => !shown.has(groupId) && !picked.isWhole);
  const cutOff = new Set(others.slice(namedAtMost).map(({ groupId }) => groupId));
  await Promise.all(
    others.slice(0, namedAtMost).map(async ({ groupId, name }) => {
      const byName = await pickGroups(client, name);
      for (const one of byName.groups) shown.set(one.groupId, one);
      if (!byName.isWhole) cutOff.add(groupId);
    }),
  );
  return new Map(
    groups.map((group) => {
      const { groupId } = group;
      const labelsAreKnown = showsLabels(picked) && !cutOff.has(groupId);
      const site = { administering, products, labelsAreKnown };
      return [groupId, directoryGroup(group, shown.get(groupId), site)];
    }),
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

/**
 * Without a query, every group there is, as far as one answer holds them. With one, the group that is called
 * exactly so comes first, however many others contain it.
 */
export async function searchGroups(
  client: SiteClient,
  recent: Recent,
  query: string,
): Promise<FoundGroups> {
  const words = query.trim();
  const [picked, administering, products] = await Promise.all([
    pickGroups(client, words),
    readAdministering(client, recent),
    readProductGroups(client),
  ]);
  const isMeant = ({ name }: Group) => groupNameKey(name) === groupNameKey(words);
  const meant: readonly Group[] = picked.groups.filter(isMeant);
  const exact =
    words === '' || picked.isWhole || meant.length > 0 ? meant : await readByName(client, [words]);
  const others = picked.groups.filter((one) => !isMeant(one));
  const shown = new Map(picked.groups.map((one) => [one.groupId, one]));
  const site = { administering, products, labelsAreKnown: picked.isWhole };
  return {
    items: [...exact, ...(words === '' ? others : others.slice(0, SHOWN))].map((group) =>
      directoryGroup(group, shown.get(group.groupId), site),
    ),
    unreadable: picked.unreadable,
    isWhole: picked.isWhole,
  };
}

/** Groups that are called exactly so (doc: Bulk get groups, groupName), in this case of letters at least. */
export function readByName(client: SiteClient, names: readonly string[]): Promise<Group[]> {
  return readPages(
    client,
    { method: 'GET', path: '/group/bulk', query: { groupName: names } },
    groupPageSchema,
    AT_ONCE,
  );
}

async function readById(client: SiteClient, groupIds: readonly string[]): Promise<Group[]> {
  const pages = await Promise.all(
    chunksOf(groupIds, AT_ONCE).map((chunk) =>
      readPages(
        client,
        { method: 'GET', path: '/group/bulk', query: { groupId: chunk } },
        groupPageSchema,
        AT_ONCE,
      ),
    ),
  );
  return pages.flat();
}

export interface PickedGroups {
  readonly groups: readonly FoundGroup[];
  readonly unreadable: number;
  /** The answer says that there are no others, and each of them can be read. */
  readonly isWhole: boolean;
}

/** Whose names contain the query. An answer that does not say how many there are is not known to be whole. */
export async function pickGroups(client: SiteClient, query: string): Promise<PickedGroups> {
  const { groups, total } = await client.read(
    {
      method: 'GET',
      path: '/groups/picker',
      query: { query: query === '' ? undefined : query, maxResults: PICKED, caseInsensitive: true },
    },
    foundGroupsSchema,
  );
  const { items, unreadable } = groups;
  const isWhole = unreadable === 0 && total !== undefined && total <= sizeOf(groups);
  return { groups: items, unreadable, isWhole };
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
  const roles = answer?.items ?? [];
  const named = roles.flatMap(({ groupDetails }) => groupDetails?.items ?? []);
  const areAll =
    named.length > 0 &&
    answer?.unreadable === 0 &&
    roles.every(({ groupDetails }) => groupDetails?.unreadable === 0);
  return { groupIds: new Set(named.map(({ groupId }) => groupId)), areAll };
}

/** doc: Find groups: users of a group with this label are given administrative access. */
export const isLabelledAdmin = ({ labels = [] }: Pick<FoundGroup, 'labels'>) =>
  labels.some(({ type }) => type === 'ADMIN');

/**
 * Whether an answer of the picker to no query tells of labels. There is at least the group that the
 * connection's account administers by; and to who may not browse groups it shows none, with a success
 * (doc: Find groups).
 */
export const showsLabels = ({ groups }: PickedGroups) => groups.length > 0;

const givesAccess = ({ groupIds, areAll }: ProductGroups, groupId: string) =>
  groupIds.has(groupId) || (areAll ? false : undefined);

/**
 * spec: GroupLabel, `SINGLE` and `MULTIPLE`: whoever is added is given access to one product, or to several. Jira names only its own products
 * with their groups; the label is all that tells of the others.
 */
const isLabelledProduct = ({ labels = [] }: Pick<FoundGroup, 'labels'>) =>
  labels.some(({ type }) => type === 'SINGLE' || type === 'MULTIPLE');

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
    givesProductAccess:
      shown !== undefined && isLabelledProduct(shown) ? true : givesAccess(site.products, groupId),
  };
}
