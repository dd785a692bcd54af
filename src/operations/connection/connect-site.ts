import type { Person } from '#domain/action/person';
import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { parseInstanceUrl, type UrlRefusal } from '#domain/connection/instance-url';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { SiteProbe } from '#ports/site-probe';
import { makeRecord, personActor } from '../audit/make-record';
import { forgetSecrets } from './forget-secrets';

export interface ConnectPorts {
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
 */
export async function connectSite(
  ports: ConnectPorts,
  input: ConnectInput,
): Promise<Result<Connection, ConnectRefusal>> {
  const url = parseInstanceUrl(input.instanceUrl);
  if (!url.ok) return refuse({ code: 'badUrl', problem: url.error });
  const email = input.email.trim();
  const token = input.token.trim();
  const probed = await ports.probe.probe({ instanceUrl: url.value, email, token });
  if (!probed.ok) return refuse({ code: 'credential', problem: probed.error });
  const site = probed.value;
  const before = await ports.connections.current();
  const at = ports.clock.now();
  const connection: Connection = {
    id: site.cloudId,
    revision: (before?.revision ?? 0) + 1,
    instanceUrl: url.value,
    cloudId: site.cloudId,
    siteName: site.siteName,
    email,
    actsAs: site.actsAs,
    tokenKind: site.tokenKind,
    connectedAt: at,
    connectedBy: input.by,
    health: { state: 'working', checkedAt: at },
    ...(before?.id === site.cloudId && before.organization !== undefined
      ? { organization: before.organization }
      : {}),
  };
  await ports.connections.keepToken(connection.id, token);
  const written = await ports.commit({
    connection,
    audit: [
      makeRecord(ports.ids, at, personActor(input.by), {}, [
        { kind: 'connection.connected', instanceUrl: connection.instanceUrl, email },
      ]),
    ],
  });
  const other = before?.id !== connection.id;
  if (written === 'conflict') {
    // The token of the site that is connected must not be forgotten, whoever connected it.
    const current = await ports.connections.current();
    if (other && current?.id !== connection.id) await ports.connections.forgetToken(connection.id);
    return refuse({ code: 'changedMeanwhile' });
  }
  if (before !== undefined && other) await forgetSecrets(ports.connections, before);
  return ok(connection);
}
