import type { GroupEntitlement } from '#domain/action/entitlement';
import { invariant } from '#domain/lib/invariant';
import type { Instant } from '#domain/lib/time';
import type { EffectAnswer, RoleActor } from '#ports/provisioner';
import type { SiteClient } from '../client/site-client';
import { readGroupsOf } from '../directory/read-members';

export function addToGroup(
  client: SiteClient,
  { groupId }: GroupEntitlement,
  member: RoleActor,
  notAfter: Instant | undefined,
): Promise<EffectAnswer> {
  const accountId = personOf(member);
  return client.effect(
    { method: 'POST', path: '/group/user', query: { groupId }, body: { accountId } },
    () => isMember(client, groupId, accountId),
    { notAfter },
  );
}

export function removeFromGroup(
  client: SiteClient,
  { groupId }: GroupEntitlement,
  member: RoleActor,
  notAfter: Instant | undefined,
): Promise<EffectAnswer> {
  const accountId = personOf(member);
  return client.effect(
    { method: 'DELETE', path: '/group/user', query: { groupId, accountId } },
    async () => !(await isMember(client, groupId, accountId, true)),
    { notAfter },
  );
}

function personOf(member: RoleActor): string {
  invariant(member.kind === 'person', 'a member of a group that is not a person');
  return member.accountId;
}

async function isMember(
  client: SiteClient,
  groupId: string,
  accountId: string,
  isOneOfMany = false,
): Promise<boolean> {
  return (await readGroupsOf(client, accountId, isOneOfMany)).has(groupId);
}
