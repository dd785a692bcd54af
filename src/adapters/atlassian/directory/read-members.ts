import type { GroupEntitlement } from '#domain/action/entitlement';
import type { DirectoryPerson } from '#ports/directory';
import { mayBeAboutOne, SiteFailure } from '#ports/site-failure';
import { cutOff, notAllTold } from '../../rest/failure-of';
import { personOf } from '../../rest/person-of';
import { isLastPage, sizeOf, userPageSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { findGroupsOf } from './find-groups-of';
import type { Survey } from './survey';

/** The most that a page of members holds (doc: Get users from group). */
export const PAGE = 50;

export interface MemberPage {
  readonly ids: readonly string[];
  /** How many the page has. */
  readonly size: number;
  /** How many there are on all pages; where the site does not say, and has more: one more than so far. */
  readonly total: number;
  /** Somebody on the page is told without an id: whoever is not found on it may be that one. */
  readonly hidesSomebody: boolean;
}

/** The two ways to find out who is in which group, call by call. */
export interface MemberReader {
  /**
   * Members from the position `from`, the inactive too: they hold it all the same. Throws SiteFailure for a
   * page that was cut off; an empty one is behind the last.
   */
  page(group: GroupEntitlement, from: number): Promise<MemberPage>;
  /** The groups of one person, by id; none where the site doesn't know them. */
  groupsOf(accountId: string): Promise<ReadonlySet<string>>;
}

export function memberReader(client: SiteClient): MemberReader {
  return {
    async page({ groupId }, from) {
      const query = { groupId, includeInactiveUsers: true, startAt: from, maxResults: PAGE };
      const page = await client.readIfThere(
        { method: 'GET', path: '/group/member', query },
        userPageSchema,
      );
      if (page === undefined) return { ids: [], size: 0, total: 0, hidesSomebody: false };
      const ids = page.values.items.map(({ accountId }) => accountId);
      const size = sizeOf(page.values);
      const isLast = isLastPage(page, from);
      // Whoever is on a page that did not come is not known to be out.
      if (isLast === undefined) throw cutOff();
      const total = page.total ?? from + size + (isLast ? 0 : 1);
      return { ids, size, total, hidesSomebody: page.values.unreadable > 0 };
    },
    groupsOf: (accountId) => readGroupsOf(client, accountId),
  };
}

export async function readGroupsOf(
  client: SiteClient,
  accountId: string,
  isOneOfMany = false,
): Promise<ReadonlySet<string>> {
  const groups = await findGroupsOf(client, accountId, isOneOfMany);
  return new Set(groups.map(({ groupId }) => groupId));
}

/** Asks only what the survey doesn't know, and knows afterwards of those groups and people alone. */
export function surveyedReader(
  reader: MemberReader,
  survey: Survey,
  groups: readonly GroupEntitlement[],
  people: readonly string[],
): MemberReader {
  const groupIds = groups.map(({ groupId }) => groupId);
  return {
    async page(group, from) {
      const { found, ...page } = await survey.ask(`${group.groupId} ${from}`, async () => {
        const { ids, ...rest } = await reader.page(group, from);
        return { ...rest, found: placesIn(people, new Set(ids)) };
      });
      return { ...page, ids: found.flatMap((place) => people[place] ?? []) };
    },
    async groupsOf(accountId) {
      const { found } = await survey.ask(accountId, async () => {
        const ids = await reader.groupsOf(accountId);
        const found = placesIn(groupIds, ids);
        return { found, size: ids.size, total: ids.size, hidesSomebody: false };
      });
      return new Set(found.flatMap((place) => groupIds[place] ?? []));
    },
  };
}

const placesIn = (wanted: readonly string[], ids: ReadonlySet<string>): readonly number[] =>
  wanted.flatMap((id, place) => (ids.has(id) ? [place] : []));

/** Of a longer list, 10,000 members, it is not known: to read it would take the calls that a run has for all that it does. */
const LISTED_PAGES = 200;

export async function listedAmong(
  reader: MemberReader,
  group: GroupEntitlement,
  accountIds: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const listed = new Set<string>();
  const asked = new Set(accountIds);
  let hides = false;
  let from = 0;
  for (let pages = 0; pages < LISTED_PAGES; pages += 1) {
    const { ids, size, total, hidesSomebody } = await reader.page(group, from);
    for (const id of ids) if (asked.has(id)) listed.add(id);
    if (listed.size === asked.size) return listed;
    hides ||= hidesSomebody;
    from += size;
    if (from < total) continue;
    if (hides) throw notAllTold('site');
    return listed;
  }
  return undefined;
}

/** The people on the first page of a group; none where there is no such group. Somebody who can't be read is nobody known. */
export async function readFirstMembers(
  client: SiteClient,
  groupId: string,
): Promise<{ readonly people: readonly DirectoryPerson[]; readonly isWhole: boolean }> {
  const query = { groupId, includeInactiveUsers: true, startAt: 0, maxResults: PAGE };
  const page = await client.readIfThere(
    { method: 'GET', path: '/group/member', query },
    userPageSchema,
  );
  if (page === undefined) return { people: [], isWhole: true };
  const isLast = isLastPage(page, 0);
  if (isLast === undefined) throw cutOff();
  if (page.values.unreadable > 0) throw notAllTold('site');
  return { people: page.values.items.map(personOf), isWhole: isLast };
}

/** doc: Get users from group: 404 where there is no such group. */
export async function isGroupGone(client: SiteClient, groupId: string): Promise<boolean> {
  const page = await client.readIfThere(
    { method: 'GET', path: '/group/member', query: { groupId, maxResults: 1 } },
    userPageSchema,
  );
  return page === undefined;
}

/** A group of which the site does not answer, though it does of others, keeps no other from being counted. */
export async function readMemberCounts(
  client: SiteClient,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = await Promise.all(groupIds.map((groupId) => countIfTold(client, groupId)));
  return new Map(
    groupIds.flatMap((groupId, place) => {
      const count = counts[place];
      return count === undefined ? [] : [[groupId, count] as const];
    }),
  );
}

async function countIfTold(client: SiteClient, groupId: string): Promise<number | undefined> {
  const query = { groupId, includeInactiveUsers: true, maxResults: 1 };
  try {
    const page = await client.readIfThere(
      { method: 'GET', path: '/group/member', query },
      userPageSchema,
    );
    return page?.total;
  } catch (error) {
    if (error instanceof SiteFailure && mayBeAboutOne(error)) return undefined;
    throw error;
  }
}
