import { z } from 'zod';
import { meantBy } from '#domain/action/address-owner';
import {
  type GroupEntitlement,
  groupNameKey,
  type RoleEntitlement,
} from '#domain/action/entitlement';
import { emailKey } from '#domain/action/subject';
import { invariant } from '#domain/lib/invariant';
import type { Instant } from '#domain/lib/time';
import type { Directory } from '#ports/directory';
import type { EffectAnswer, Provisioner, RoleActor, RoleActors } from '#ports/provisioner';
import { cutOff } from '../rest/failure-of';
import { maybe } from '../rest/schemas';
import { actorId, roleActorsOf } from './answer/role-actors';
import type { Created, SiteClient } from './client/site-client';
import { readRole } from './directory/find-roles';
import { findTakenGroupNames } from './directory/find-taken-group-names';
import { readGroupsOf } from './directory/read-members';

/**
 * Effects on the connected site. One request each; where it is refused, a second one looks whether the
 * site is as wanted already, which Jira answers with a 400 or 404 like any other refusal.
 */
export function siteProvisioner(
  client: SiteClient,
  { owners }: Pick<Directory, 'owners'>,
): Provisioner {
  return {
    give: (entitlement, to, notAfter) => {
      switch (entitlement.kind) {
        case 'group':
          return addToGroup(client, entitlement, to, notAfter);
        case 'role':
          return addToRole(client, entitlement, actorsOf(to), notAfter);
      }
    },
    take: (entitlement, from, notAfter) => {
      switch (entitlement.kind) {
        case 'group':
          return removeFromGroup(client, entitlement, from, notAfter);
        case 'role':
          return removeFromRole(client, entitlement, from, notAfter);
      }
    },
    addToRole: (role, actors, notAfter) => addToRole(client, role, actors, notAfter),
    createUser: (email, products, notAfter) =>
      client.effect(
        { method: 'POST', path: '/user', body: { emailAddress: email, products } },
        async () => idOf(meantBy((await owners([email])).get(emailKey(email)))?.accountId),
        { notAfter, created: createdUser(email) },
      ),
    createGroup: (name, notAfter) =>
      client.effect(
        { method: 'POST', path: '/group', body: { name } },
        async () => {
          const taken = await findTakenGroupNames(client, [name]);
          if (taken === undefined) throw cutOff();
          return taken.has(groupNameKey(name));
        },
        { notAfter, created: createdGroup(name) },
      ),
  };
}

function addToGroup(
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

function removeFromGroup(
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

function addToRole(
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

function removeFromRole(
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

function actorsOf(actor: RoleActor): RoleActors {
  return actor.kind === 'person'
    ? { accountIds: [actor.accountId], groupIds: [] }
    : { accountIds: [], groupIds: [actor.groupId] };
}

/** An answer that shows another address says nothing of the account at this one. It may show none. */
const createdUser = (wanted: string) =>
  z
    .object({ accountId: z.string(), emailAddress: maybe(z.string()) })
    .refine(({ emailAddress }) => !emailAddress || emailKey(emailAddress) === emailKey(wanted))
    .transform(({ accountId }) => ({ createdId: accountId }));
/** An answer that tells of a group of another name does not say that this one was created. */
const createdGroup = (wanted: string) =>
  z
    .object({ groupId: z.string(), name: z.string() })
    .refine(({ name }) => groupNameKey(name) === groupNameKey(wanted))
    .transform(({ groupId }) => ({ createdId: groupId }));

const idOf = (createdId: string | undefined): Created | false =>
  createdId === undefined ? false : { createdId };

async function isMember(
  client: SiteClient,
  groupId: string,
  accountId: string,
  isOneOfMany = false,
): Promise<boolean> {
  return (await readGroupsOf(client, accountId, isOneOfMany)).has(groupId);
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
