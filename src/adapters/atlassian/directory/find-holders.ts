import {
  entitlementKey,
  type GroupEntitlement,
  type RoleEntitlement,
  type StandingEntitlement,
} from '#domain/action/entitlement';
import { pageSchema, type User, userSchema } from '../answer/schemas';
import { readPages } from '../read-pages';
import type { SiteClient } from '../site-client';
import { findGroupsOf } from './find-groups-of';
import { readRole } from './find-roles';
import type { Recent } from './recent';

export type Holders = ReadonlyMap<string, ReadonlySet<string>>;

interface Among {
  readonly accountIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly afresh: boolean;
}

/** The most that a page of members holds (doc: Get users from group). */
const PAGE = 50;

/** Who among them holds what, by their ids. A role is one call; groups are asked whichever way is shorter. */
export async function findHolders(
  client: SiteClient,
  recent: Recent,
  entitlements: readonly StandingEntitlement[],
  among: Among,
): Promise<Holders> {
  const people = [...new Set(among.accountIds)];
  const actors = [...people, ...new Set(among.groupIds)];
  const once = [...new Map(entitlements.map((one) => [entitlementKey(one), one])).values()];
  const groups = once.filter((one) => one.kind === 'group');
  const roles = once.filter((one) => one.kind === 'role');
  const [inGroups, inRoles] = await Promise.all([
    holdersOfGroups(client, recent, groups, { people, afresh: among.afresh }),
    Promise.all(roles.map((role) => holdersOfRole(client, role, actors))),
  ]);
  return new Map([...inGroups, ...inRoles]);
}

async function holdersOfRole(
  client: SiteClient,
  role: RoleEntitlement,
  among: readonly string[],
): Promise<[string, ReadonlySet<string>]> {
  const found = await readRole(client, role);
  const actors = new Set(
    found?.actors?.map(({ actorUser, actorGroup }) => actorUser?.accountId ?? actorGroup?.groupId),
  );
  return [entitlementKey(role), new Set(among.filter((id) => actors.has(id)))];
}

async function holdersOfGroups(
  client: SiteClient,
  recent: Recent,
  groups: readonly GroupEntitlement[],
  { people, afresh }: { readonly people: readonly string[]; readonly afresh: boolean },
): Promise<Map<string, ReadonlySet<string>>> {
  if (groups.length === 0 || people.length === 0) return new Map();
  // One call for each person, or at the very least one for each group.
  if (people.length <= groups.length) return byPerson(client, groups, people);
  const members = await Promise.all(
    groups.map((group) => {
      const ask = () => readIfShorter(client, group, people.length / groups.length);
      const key = `members ${group.groupId}`;
      return afresh ? recent.read(key, ask) : recent.get(key, ask);
    }),
  );
  if (members.includes(undefined)) return byPerson(client, groups, people);
  return new Map(
    groups.map((group, place) => [
      entitlementKey(group),
      new Set(people.filter((accountId) => members[place]?.has(accountId))),
    ]),
  );
}

/** All members, unless that takes more calls than so many; undefined then. */
async function readIfShorter(
  client: SiteClient,
  group: GroupEntitlement,
  calls: number,
): Promise<ReadonlySet<string> | undefined> {
  const first = await readFirstPage(client, group);
  return Math.ceil(first.left / PAGE) > calls ? undefined : readMembers(client, group, first);
}

async function byPerson(
  client: SiteClient,
  groups: readonly GroupEntitlement[],
  people: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const groupsOf = await Promise.all(people.map((accountId) => readGroupsOf(client, accountId)));
  return new Map(
    groups.map((group) => [
      entitlementKey(group),
      new Set(people.filter((_, place) => groupsOf[place]?.has(group.groupId))),
    ]),
  );
}

/** The groups of one person, by id; none where the site doesn't know them. */
export async function readGroupsOf(
  client: SiteClient,
  accountId: string,
): Promise<ReadonlySet<string>> {
  return new Set((await findGroupsOf(client, accountId)).map(({ groupId }) => groupId));
}

/** Everybody in the group, the inactive too: they hold it all the same. */
const membersCall = ({ groupId }: { readonly groupId: string }) =>
  ({
    method: 'GET',
    path: '/group/member',
    query: { groupId, includeInactiveUsers: true },
  }) as const;

interface FirstPage {
  readonly users: readonly User[];
  /** Members on later pages. */
  readonly left: number;
}

async function readFirstPage(client: SiteClient, group: GroupEntitlement): Promise<FirstPage> {
  const call = membersCall(group);
  const page = await client.readIfThere(
    { ...call, query: { ...call.query, startAt: 0, maxResults: PAGE } },
    pageSchema(userSchema),
  );
  const users = page?.values ?? [];
  return { users, left: Math.max(0, (page?.total ?? 0) - users.length) };
}

async function readMembers(
  client: SiteClient,
  group: GroupEntitlement,
  { users, left }: FirstPage,
): Promise<Set<string>> {
  const all = left === 0 ? users : await readRest(client, group, users, left);
  return new Set(all.map(({ accountId }) => accountId));
}

/** The other pages, all at once; one after the other where the site gives other pages than asked for. */
async function readRest(
  client: SiteClient,
  group: GroupEntitlement,
  first: readonly User[],
  left: number,
): Promise<readonly User[]> {
  const call = membersCall(group);
  if (first.length === PAGE) {
    const pages = await Promise.all(
      Array.from({ length: Math.ceil(left / PAGE) }, (_, page) =>
        client.read(
          { ...call, query: { ...call.query, startAt: (page + 1) * PAGE, maxResults: PAGE } },
          pageSchema(userSchema),
        ),
      ),
    );
    if (pages.slice(0, -1).every(({ values }) => values.length === PAGE)) {
      return [...first, ...pages.flatMap(({ values }) => values)];
    }
  }
  return readPages(client, call, userSchema, { size: PAGE, first });
}

/** Active people in a group, counted no further than `atMost`. */
export async function countMembers(
  client: SiteClient,
  groupId: string,
  atMost: number,
): Promise<number> {
  const isPerson = ({ accountType = 'atlassian', active = true }: User) =>
    active && accountType === 'atlassian';
  const users = await readPages(
    client,
    { method: 'GET', path: '/group/member', query: { groupId, includeInactiveUsers: false } },
    userSchema,
    { size: PAGE, enough: (read) => read.filter(isPerson).length >= atMost },
  );
  return Math.min(atMost, users.filter(isPerson).length);
}
