import type { Person } from '#domain/action/person';
import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { parseInstanceUrl, type UrlRefusal } from '#domain/connection/instance-url';
import { workingNotice } from '#domain/delivery/admin-notice';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { SiteProbe } from '#ports/site-probe';
import { makeRecord, personActor } from '../audit/make-record';
import { promiseAdminNotice } from '../outbox/promise-admin-notice';
import { pushPromised } from '../outbox/push-promised';
import { type WakePorts, wakePaused } from '../outbox/wake-paused';

export interface ConnectPorts extends WakePorts {
  readonly connections: ConnectionStore;
  readonly probe: SiteProbe;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface ConnectInput {
  readonly instanceUrl: string;
  readonly email: string;
  readonly token: string;
  readonly by: Person;
}

export type ConnectRefusal =
  | { readonly code: 'badUrl'; readonly problem: UrlRefusal }
  | { readonly code: 'credential'; readonly problem: CredentialProblem }
  | { readonly code: 'changedMeanwhile' };

/**
 * Tries the credential on the site, and only then keeps it. The same site connected again is the same
 * connection with another token: what was approved for it, and what is due to end on it, stays.
 *
 * The token is kept under a name of its own before the record that names it is written. Of two admins
 * who connect at once one record counts, with its own token; the other's token is forgotten.
 */
export async function connectSite(
  ports: ConnectPorts,
  input: ConnectInput,
): Promise<Result<Connection, ConnectRefusal>> {
  const url = parseInstanceUrl(input.instanceUrl);
  if (!url.ok) return refuse({ code: 'badUrl', problem: url.error });
  const before = await ports.connections.chosen();
  const email = input.email.trim();
  const token = input.token.trim();
  const credential = { instanceUrl: url.value, email, token };
  const probed = await ports.probe.probe(credential, before);
  if (!probed.ok) return refuse({ code: 'credential', problem: probed.error });
  const site = probed.value;
  const at = ports.clock.now();
  const connection: Connection = {
    id: site.cloudId,
    revision: (before?.revision ?? 0) + 1,
    instanceUrl: url.value,
    cloudId: site.cloudId,
    siteName: site.siteName,
    email,
    credentialId: ports.ids.next(),
    actsAs: site.actsAs,
    tokenKind: site.tokenKind,
    connectedAt: at,
    connectedBy: input.by,
    health: { state: 'working', checkedAt: at },
    ...(before?.id === site.cloudId && before.organization !== undefined
      ? { organization: before.organization }
      : {}),
  };
  const notice = before?.id === connection.id ? workingNotice(before.health) : undefined;
  const promised = notice === undefined ? [] : [promiseAdminNotice(ports.ids, at, notice)];
  await ports.connections.keepToken(connection.credentialId, token);
  const written = await writeOrForget(ports, connection, () =>
    ports.commit({
      connection,
      audit: [
        makeRecord(ports.ids, at, personActor(input.by), {}, [
          { kind: 'connection.connected', instanceUrl: connection.instanceUrl, email },
        ]),
      ],
      outbox: promised,
    }),
  );
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await pushPromised(ports, promised);
  await wakePaused(ports);
  if (before !== undefined) {
    await ports.connections.forgetToken(before.credentialId);
    const { organization } = before;
    if (organization !== undefined && connection.organization === undefined) {
      await ports.connections.forgetOrganizationKey(organization.keyId);
    }
  }
  return ok(connection);
}

/** A token whose record did not come to count is forgotten, also where nobody knows how the write ended. */
async function writeOrForget(
  { connections }: ConnectPorts,
  { id, credentialId }: Connection,
  write: () => ReturnType<Commit>,
): ReturnType<Commit> {
  try {
    const written = await write();
    if (written === 'conflict') await connections.forgetToken(credentialId);
    return written;
  } catch (error) {
    if ((await connections.of(id))?.credentialId !== credentialId) {
      await connections.forgetToken(credentialId);
    }
    throw error;
  }
}
