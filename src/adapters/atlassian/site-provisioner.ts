import { z } from 'zod';
import { meantBy } from '#domain/action/address-owner';
import { groupNameKey } from '#domain/action/entitlement';
import { emailKey } from '#domain/action/subject';
import type { Directory } from '#ports/directory';
import type { Provisioner } from '#ports/provisioner';
import { cutOff } from '../rest/failure-of';
import { maybe } from '../rest/schemas';
import type { Created, SiteClient } from './client/site-client';
import { findTakenGroupNames } from './directory/find-taken-group-names';
import { readEveryGroup } from './directory/read-all-groups';
import { give, take } from './existing/existing-on-site';
import { addToRole } from './existing/role-calls';

/**
 * Effects on the connected site. One request each; where it is refused, a second one looks whether the
 * site is as wanted already, which Jira answers with a 400 or 404 like any other refusal.
 */
export function siteProvisioner(
  client: SiteClient,
  { owners }: Pick<Directory, 'owners'>,
): Provisioner {
  return {
    give: (entitlement, to, notAfter) => give(client, entitlement, to, notAfter),
    take: (entitlement, from, notAfter) => take(client, entitlement, from, notAfter),
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
          const taken = await findTakenGroupNames(client, [name], () => readEveryGroup(client));
          if (taken === undefined) throw cutOff();
          return taken.has(groupNameKey(name));
        },
        { notAfter, created: createdGroup(name) },
      ),
  };
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
