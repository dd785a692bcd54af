import type { RequestableGroup } from '#domain/policy/policy';
import type { PolicyStore } from '#ports/policy-store';

const SHOWN = 50;

/** Groups that can be asked for, by a part of their name. */
export async function searchRequestableGroups(
  policies: PolicyStore,
  connectionId: string | undefined,
  query: string,
): Promise<RequestableGroup[]> {
  const { requestableGroups } = await policies.inForce(connectionId);
  const sought = query.trim().toLocaleLowerCase();
  return requestableGroups
    .filter(({ name }) => name.toLocaleLowerCase().includes(sought))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, SHOWN);
}
