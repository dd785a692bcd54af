import type { Site } from '../site/site';

/**
 * The site as it shows itself while it is behind: accounts and groups that were created less than so
 * many milliseconds ago are there, and no read has them yet.
 */
export function delayedVisibility(site: Site, lag: number): Site {
  const since = site.clock.now() - lag;
  const hidden = new Set([...site.created].flatMap(([id, at]) => (at > since ? [id] : [])));
  if (lag === 0 || hidden.size === 0) return site;
  const person = <T extends { readonly accountId: string }>(one: T | undefined) =>
    one === undefined || hidden.has(one.accountId) ? undefined : one;
  const group = <T extends { readonly groupId: string }>(one: T | undefined) =>
    one === undefined || hidden.has(one.groupId) ? undefined : one;
  const { people, groups } = site;
  return {
    ...site,
    people: {
      ...people,
      all: () => people.all().filter((one) => person(one) !== undefined),
      byId: (accountId) => person(people.byId(accountId)),
      byEmail: (email) => person(people.byEmail(email)),
      byName: (name) => person(people.byName(name)),
    },
    groups: {
      ...groups,
      all: () => groups.all().filter((one) => group(one) !== undefined),
      byId: (groupId) => group(groups.byId(groupId)),
      byName: (name) => group(groups.byName(name)),
      groupsOf: (accountId) => groups.groupsOf(accountId).filter((one) => group(one) !== undefined),
    },
  };
}
