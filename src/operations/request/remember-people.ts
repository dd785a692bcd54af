import type { HostAsApp } from '#ports/host-jira';

/**
 * The host, asked only once for each project's lead and each set of people: for a round of many requests
 * of few projects, which decides nothing. Whoever decides is looked up anew.
 */
export function rememberPeople(host: HostAsApp): HostAsApp {
  const leads = new Map<string, ReturnType<HostAsApp['projectLead']>>();
  const people = new Map<string, ReturnType<HostAsApp['people']>>();
  return {
    ...host,
    projectLead: (projectId) => once(leads, projectId, () => host.projectLead(projectId)),
    people: (accountIds) =>
      once(people, [...accountIds].sort().join(' '), () => host.people(accountIds)),
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const asked = ask();
  known.set(key, asked);
  return asked;
}
