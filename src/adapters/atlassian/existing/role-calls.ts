import type { RoleEntitlement } from '#domain/action/entitlement';
import type { Instant } from '#domain/lib/time';
import type { EffectAnswer, RoleActor, RoleActors } from '#ports/provisioner';
import { actorId, roleActorsOf } from '../answer/role-actors';
import type { SiteClient } from '../client/site-client';
import { readRole } from '../directory/find-roles';

export function addToRole(
  client: SiteClient,
  role: RoleEntitlement,
  actors: RoleActors,
  notAfter: Instant | undefined,
): Promise<EffectAnswer> {
  return client.effect(
    { ...roleCall(role), method: 'POST', body: actorsBody(actors) },
    async () => {
      const there = await readActors(client, role);
      return [...actors.accountIds, ...actors.groupIds].every((id) => there?.ids.has(id));
    },
    { notAfter },
  );
}

export function removeFromRole(
  client: SiteClient,
  role: RoleEntitlement,
  actor: RoleActor,
  notAfter: Instant | undefined,
): Promise<EffectAnswer> {
  return client.effect(
    { ...roleCall(role), method: 'DELETE', query: actorQuery(actor) },
    async () => {
      const there = await readActors(client, role);
      return there?.whole[actor.kind] === true && !there.ids.has(actorId(actor));
    },
    { notAfter },
  );
}

export function actorsOf(actor: RoleActor): RoleActors {
  return actor.kind === 'person'
    ? { accountIds: [actor.accountId], groupIds: [] }
    : { accountIds: [], groupIds: [actor.groupId] };
}

/**
 * Ids of the people and groups in a role, and whether there are no others; undefined where the role is
 * not there, or not for us to see.
 */
async function readActors(client: SiteClient, role: RoleEntitlement) {
  const found = await readRole(client, role);
  if (found === undefined) return undefined;
  const { actors, whole } = roleActorsOf(found);
  return { ids: new Set(actors.map(actorId)), whole };
}

const roleCall = ({ projectId, roleId }: RoleEntitlement) => ({
  path: '/project/{}/role/{}',
  at: [projectId, roleId],
});

function actorsBody({ accountIds, groupIds }: RoleActors) {
  return {
    ...(accountIds.length === 0 ? {} : { user: accountIds }),
    ...(groupIds.length === 0 ? {} : { groupId: groupIds }),
  };
}

const actorQuery = (actor: RoleActor) =>
  actor.kind === 'person' ? { user: actor.accountId } : { groupId: actor.groupId };
