import { entitlementKey, type GroupEntitlement } from '#domain/action/entitlement';
import type { Acting } from '#domain/plan/live-state';
import { mayBeAboutOne, SiteFailure } from '#ports/site-failure';
import { isLastPage, sizeOf, type User, userPageSchema } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import {
  type MemberPage,
  type MemberReader,
  memberReader,
  PAGE,
  readGroupsOf,
  surveyedReader,
} from './read-members';
import type { Recent } from './recent';
import type { Survey } from './survey';

export interface GroupHolderPorts {
  readonly client: SiteClient;
  readonly recent: Recent;
  /** Present where one invocation may not read it all. */
  readonly surveys:
    | ((groups: readonly GroupEntitlement[], people: readonly string[]) => Promise<Survey>)
    | undefined;
}

export interface AskedOfMembers {
  readonly people: readonly string[];
  readonly afresh: boolean;
  readonly unanswered: 'fails' | 'held';
}

/**
 * Who among the people is in which group, asked whichever way is shorter. Throws MoreToRead where it is more than
 * one invocation may read.
 */
export async function findGroupHolders(
  { client, recent, surveys }: GroupHolderPorts,
  groups: readonly GroupEntitlement[],
  { people, afresh, unanswered }: AskedOfMembers,
): Promise<Map<string, ReadonlySet<string>>> {
  if (groups.length === 0 || people.length === 0) return new Map();
  if (surveys === undefined) {
    const reader = unanswered === 'held' ? inAllUnanswered(client, groups) : memberReader(client);
    return askWith(reader, groups, people, (group, ask) => {
      const key = `members ${group.groupId}`;
      return afresh ? recent.read(key, ask) : recent.get(key, ask);
    });
  }
  const question = await surveys(groups, people);
  try {
    const reader = surveyedReader(memberReader(client), question, groups, people);
    return await askWith(reader, groups, people, (_, ask) => ask());
  } catch (problem) {
    throw await question.endWith(problem);
  }
}

/** Somebody about whom the site does not answer counts as a member of each, and keeps nobody else. */
function inAllUnanswered(client: SiteClient, groups: readonly GroupEntitlement[]): MemberReader {
  return {
    ...memberReader(client),
    async groupsOf(accountId) {
      try {
        return await readGroupsOf(client, accountId, true);
      } catch (error) {
        if (!(error instanceof SiteFailure) || !mayBeAboutOne(error)) throw error;
        return new Set(groups.map(({ groupId }) => groupId));
      }
    },
  };
}

/** `remember` answers who is in a group, or asks. */
async function askWith(
  reader: MemberReader,
  groups: readonly GroupEntitlement[],
  people: readonly string[],
  remember: <T>(group: GroupEntitlement, ask: () => Promise<T>) => Promise<T>,
): Promise<Map<string, ReadonlySet<string>>> {
  // One call for each person, or at the very least one for each group.
  if (people.length <= groups.length) return byPerson(reader, groups, people);
  const members = await Promise.all(
    groups.map((group) =>
      remember(group, () => readIfShorter(reader, group, people.length / groups.length)),
    ),
  );
  if (members.includes(undefined)) return byPerson(reader, groups, people);
  return new Map(
    groups.map((group, place) => [
      entitlementKey(group),
      new Set(people.filter((accountId) => members[place]?.has(accountId))),
    ]),
  );
}

async function byPerson(
  reader: MemberReader,
  groups: readonly GroupEntitlement[],
  people: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const groupsOf = await Promise.all(people.map((accountId) => reader.groupsOf(accountId)));
  return new Map(
    groups.map((group) => [
      entitlementKey(group),
      new Set(people.filter((_, place) => groupsOf[place]?.has(group.groupId))),
    ]),
  );
}

/** All members, unless that takes more calls than so many, or they are not all told by an id; undefined then. */
async function readIfShorter(
  reader: MemberReader,
  group: GroupEntitlement,
  calls: number,
): Promise<ReadonlySet<string> | undefined> {
  const first = await reader.page(group, 0);
  const left = Math.max(0, first.total - first.size);
  if (Math.ceil(left / PAGE) > calls || first.hidesSomebody) return undefined;
  const rest = left === 0 ? [] : await readRest(reader, group, first);
  if (rest.some(({ hidesSomebody }) => hidesSomebody)) return undefined;
  return new Set([first, ...rest].flatMap(({ ids }) => ids));
}

/** The other pages, all at once; one after the other where the site gives other pages than asked for. */
async function readRest(
  reader: MemberReader,
  group: GroupEntitlement,
  first: MemberPage,
): Promise<readonly MemberPage[]> {
  if (first.size === PAGE) {
    const starts: number[] = [];
    for (let from = PAGE; from < first.total; from += PAGE) starts.push(from);
    const pages = await Promise.all(starts.map((from) => reader.page(group, from)));
    const size = pages.reduce((sum, page) => sum + page.size, first.size);
    if (size >= (pages.at(-1) ?? first).total) return pages;
  }
  const pages: MemberPage[] = [];
  let { size: from, total } = first;
  while (from < total) {
    const page = await reader.page(group, from);
    if (page.size === 0) break;
    pages.push(page);
    from += page.size;
    total = page.total;
  }
  return pages;
}

/** How many pages of members are read to find somebody who can act. */
const COUNTED_PAGES = 20;

/**
 * People in a group who can act, counted no further than `atMost`. The inactive are read too: no document says
 * whether the total counts those who are left out, and without it a list that was cut off looks like a whole one.
 * One that has somebody who can't be read is no whole one either.
 */
export async function countActing(
  client: SiteClient,
  groupId: string,
  atMost: number,
): Promise<Acting> {
  const canAct = ({ accountType, active }: User) => active === true && accountType === 'atlassian';
  let from = 0;
  // Pages are read by position: whoever comes or goes meanwhile has somebody stand on two of them.
  const acting = new Set<string>();
  let isWhole = false;
  let hides = false;
  for (let read = 0; read < COUNTED_PAGES && acting.size < atMost && !isWhole; read += 1) {
    const query = { groupId, includeInactiveUsers: true, startAt: from, maxResults: PAGE };
    const page = await client.read({ method: 'GET', path: '/group/member', query }, userPageSchema);
    isWhole = isLastPage(page, from) === true;
    from += sizeOf(page.values);
    for (const one of page.values.items) if (canAct(one)) acting.add(one.accountId);
    hides ||= page.values.unreadable > 0;
    if (sizeOf(page.values) === 0) break;
  }
  return {
    count: Math.min(atMost, acting.size),
    isWhole: isWhole && !hides,
    idleGroups: new Set(),
  };
}
