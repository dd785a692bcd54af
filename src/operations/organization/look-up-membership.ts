import type { Person } from '#domain/action/person';
import type { Allowed } from '#domain/lib/allowed';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import {
  type AccessState,
  judgeSuspension,
  type SuspensionRefusal,
  type SuspensionVerb,
} from '#domain/organization/suspension';
import type { ConnectionStore } from '#ports/connection-store';
import type { Sites } from '#ports/site';
import { readSuspensionFacts } from './suspension-facts';

export interface Membership {
  readonly state: AccessState;
  /** Undefined for somebody who was never seen. */
  readonly lastActiveAt: Instant | undefined;
  readonly verbs: Readonly<Record<SuspensionVerb, Allowed<SuspensionRefusal>>>;
}

/** What the organization tells of somebody, and whether this admin may suspend or restore them. */
export async function lookUpMembership(
  ports: Sites & { readonly connections: ConnectionStore },
  about: { readonly accountId: string; readonly by: Pick<Person, 'accountId'> },
): Promise<
  Result<
    Membership,
    | { readonly code: 'notConnected' | 'noSuchPerson' }
    | { readonly code: 'suspension'; readonly refusal: SuspensionRefusal }
  >
> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  if (connection.organization === undefined) {
    return refuse({ code: 'suspension', refusal: { code: 'noOrganizationKey' } });
  }
  const site = ports.siteOf(connection.id);
  const found = await readSuspensionFacts(site, connection, about);
  if (found === undefined) return refuse({ code: 'noSuchPerson' });
  const { facts } = found;
  const lastActive = facts.isPerson
    ? await site.organization.lastActive([about.accountId])
    : undefined;
  return ok({
    state: facts.state,
    lastActiveAt: lastActive?.get(about.accountId),
    verbs: {
      suspend: judgeSuspension('suspend', facts),
      restore: judgeSuspension('restore', facts),
    },
  });
}
