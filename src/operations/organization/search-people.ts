import { allListed, type Listed } from '#domain/lib/listed';
import type { ConnectionStore } from '#ports/connection-store';
import type { HostAsCaller } from '#ports/host-jira';
import type { OrganizationPerson } from '#ports/organization';
import type { Sites } from '#ports/site';

/**
 * People by name or address: those whom the caller may find in Jira and, with the organization's key,
 * those whom Jira does not find because their access is suspended or their account inactive.
 */
export async function searchPeople(
  ports: Sites & { readonly connections: ConnectionStore },
  host: Pick<HostAsCaller, 'searchPeople'>,
  query: string,
): Promise<Listed<OrganizationPerson>> {
  const words = query.trim();
  if (words === '') return allListed([]);
  const connection = await ports.connections.chosen();
  const [found, more] = await Promise.all([
    host.searchPeople(words),
    connection?.organization === undefined
      ? allListed<OrganizationPerson>([])
      : ports.siteOf(connection.id).organization.searchPeople(words),
  ]);
  const states = new Map(more.items.map((one) => [one.accountId, one.state]));
  const seen = new Set(found.items.map(({ accountId }) => accountId));
  const items = [
    ...found.items.map((person): OrganizationPerson => {
      return { ...person, state: states.get(person.accountId) ?? 'active' };
    }),
    ...more.items.filter(({ accountId, state }) => !seen.has(accountId) && state !== 'active'),
  ];
  return { items, unreadable: found.unreadable + more.unreadable };
}
