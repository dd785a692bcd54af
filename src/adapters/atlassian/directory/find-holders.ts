import {
  type ExistingEntitlement,
  entitlementKey,
  type GroupEntitlement,
  type RoleEntitlement,
} from '#domain/action/entitlement';
import { unreachable } from '#domain/lib/invariant';
import type { Acting } from '#domain/plan/live-state';
import { SiteFailure } from '#ports/site-failure';
import { isLastPage, pageSchema, sizeOf, type User, userSchema } from '../../rest/schemas';
import { actorId, roleActorsOf } from '../answer/role-actors';
import type { SiteClient } from '../client/site-client';
import { readRole } from './find-roles';
import {
  type MemberPage,
  type MemberReader,
  memberReader,
  PAGE,
  surveyedReader,
} from './read-members';
import type { Recent } from './recent';
import type { Survey } from './survey';

export type Holders = ReadonlyMap<string, ReadonlySet<string>>;

interface Among {
  readonly accountIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly afresh: boolean;
}

export interface HolderPorts {
  readonly client: SiteClient;
  readonly recent: Recent;
  /** Present where one invocation may not read it all. */
  readonly surveys:
    | ((groups: readonly GroupEntitlement[], people: readonly string[]) => Promise<Survey>)
    | undefined;
}

/**
 * Who among them holds what, by their ids. A role is one call; groups are asked whichever way is shorter.
 * Throws MoreToRead where it is more than one invocation may read.
 */
export async function findHolders(
  ports: HolderPorts,
  entitlements: readonly ExistingEntitlement[],
  among: Among,
): Promise<Holders> {
  const people = [...new Set(among.accountIds)];
  const groups: GroupEntitlement[] = [];
  const roles: RoleEntitlement[] = [];
  for (const one of new Map(entitlements.map((each) => [entitlementKey(each), each])).values()) {
    switch (one.kind) {
      case 'group':
        groups.push(one);
        break;
      case 'role':
        roles.push(one);
        break;
      default:
        unreachable(one);
    }
  }
  const [inGroups, inRoles] = await Promise.all([
    holdersOfGroups(ports, groups, { people, afresh: among.afresh }),
    Promise.all(roles.map((role) => holdersOfRole(ports.client, role, among))),
  ]);
  return new Map([...inGroups, ...inRoles.flatMap((one) => one ?? [])]);
}

/** Undefined for a role that is not there: it may come back, with everybody in it. */
async function holdersOfRole(
  client: SiteClient,
  role: RoleEntitlement,
  { accountIds, groupIds }: Pick<Among, 'accountIds' | 'groupIds'>,
): Promise<[[string, ReadonlySet<string>]] | undefined> {
  const found = await readRole(client, role);
  if (found === undefined) return undefined;
  const { actors, whole } = roleActorsOf(found);
  const ids = new Set(actors.map(actorId));
  const isMissing = (id: string) => !ids.has(id);
  // An actor that the site does not show may be one of those who are missing.
  if ((!whole.person && accountIds.some(isMissing)) || (!whole.group && groupIds.some(isMissing))) {
    throw new SiteFailure('unexpectedAnswer', NOT_TOLD, false);
  }
  const held = [...accountIds, ...groupIds].filter((id) => ids.has(id));
  return [[entitlementKey(role), new Set(held)]];
}

const NOT_TOLD = 'The site does not say who or which group each actor of the role is.';

async function holdersOfGroups(
  { client, recent, surveys }: HolderPorts,
  groups: readonly GroupEntitlement[],
  { people, afresh }: { readonly people: readonly string[]; readonly afresh: boolean },
): Promise<Map<string, ReadonlySet<string>>> {
  if (groups.length === 0 || people.length === 0) return new Map();
  if (surveys === undefined) {
    return askWith(memberReader(client), groups, people, (group, ask) => {
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
  let [from, count] = [0, 0];
  let isWhole = false;
  let hides = false;
  for (let read = 0; read < COUNTED_PAGES && count < atMost && !isWhole; read += 1) {
    const query = { groupId, includeInactiveUsers: true, startAt: from, maxResults: PAGE };
    const page = await client.read(
      { method: 'GET', path: '/group/member', query },
      pageSchema(userSchema),
    );
    isWhole = isLastPage(page, from) === true;
    from += sizeOf(page.values);
    count += page.values.items.filter(canAct).length;
    hides ||= page.values.unreadable > 0;
    if (sizeOf(page.values) === 0) break;
  }
  return { count: Math.min(atMost, count), isWhole: isWhole && !hides, idleGroups: new Set() };
}
