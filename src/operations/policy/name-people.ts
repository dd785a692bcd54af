import type { Person } from '#domain/action/person';
import type { Policy } from '#domain/policy/policy';
import type { HostAsApp } from '#ports/host-jira';

/** Everybody whom a policy names. */
export function peopleOf({
  requestableGroups,
  fallbackApprovers,
  rules,
  bundles,
  breakGlass,
}: Policy): readonly Person[] {
  const sources = rules.flatMap(({ stages }) => stages.flatMap((stage) => stage.sources));
  return [
    ...fallbackApprovers,
    ...(breakGlass?.people ?? []),
    ...requestableGroups.flatMap(({ owners = [] }) => owners),
    ...sources.flatMap((source) => (source.kind === 'people' ? source.people : [])),
    ...bundles.flatMap(({ owner }) => owner ?? []),
  ];
}

/** People as Jira calls them now, or as they were called `before`; whoever is neither is left out. */
export async function namePeople(
  hostAsApp: HostAsApp,
  before: readonly Person[],
  accountIds: readonly string[],
): Promise<Person[]> {
  const wanted = [...new Set(accountIds)];
  if (wanted.length === 0) return [];
  const live = await hostAsApp.people(wanted);
  return wanted.flatMap((accountId) => {
    const person = live.get(accountId) ?? before.find((one) => one.accountId === accountId);
    if (person === undefined) return [];
    const { displayName, avatarUrl } = person;
    return [{ accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) }];
  });
}

/** Those of the people who are meant by these ids, each once, in the order of the ids. */
export function whoIs(people: readonly Person[], accountIds: readonly string[]): Person[] {
  return [...new Set(accountIds)].flatMap(
    (accountId) => people.find((one) => one.accountId === accountId) ?? [],
  );
}
