import { entitlementKey, type RoleEntitlement } from '#domain/action/entitlement';
import type { RoleActors } from '#ports/provisioner';
import { SiteFailure } from '#ports/site-failure';
import { actorId, roleActorsOf } from '../answer/role-actors';
import type { SiteClient } from '../client/site-client';
import { readRole } from './find-roles';

/** One call, which names them all. Nothing for a role that is not there: it may come back, with everybody in it. */
export async function findRoleHolders(
  client: SiteClient,
  role: RoleEntitlement,
  { accountIds, groupIds }: RoleActors,
): Promise<readonly (readonly [string, ReadonlySet<string>])[]> {
  const found = await readRole(client, role);
  if (found === undefined) return [];
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
