import type { Person } from '#domain/action/person';
import type { Connection } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { OrganizationProblem } from '#domain/organization/organization';
import { parseOrganizationId } from '#domain/organization/organization-id';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { OrganizationProbe } from '#ports/organization';
import { makeRecord, personActor } from '../audit/make-record';

export interface ConnectOrganizationPorts {
  readonly connections: ConnectionStore;
  readonly organizationProbe: OrganizationProbe;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface ConnectOrganizationInput {
  /** Or the address of the organization's administration, which holds it. */
  readonly organizationId: string;
  readonly key: string;
  readonly by: Person;
}

export type ConnectOrganizationRefusal =
  | { readonly code: 'organization'; readonly problem: OrganizationProblem }
  | { readonly code: 'notConnected' }
  | { readonly code: 'changedMeanwhile' };

/** Tries the organization's key, and only then keeps it beside the connection. */
export async function connectOrganization(
  ports: ConnectOrganizationPorts,
  input: ConnectOrganizationInput,
): Promise<Result<Connection, ConnectOrganizationRefusal>> {
  const { connections, clock, ids } = ports;
  const before = await connections.chosen();
  if (before === undefined) return refuse({ code: 'notConnected' });
  const id = parseOrganizationId(input.organizationId);
  if (id === undefined) {
    return refuse({ code: 'organization', problem: { code: 'badOrganizationId' } });
  }
  const key = input.key.trim();
  const probed = await ports.organizationProbe.probe({ organizationId: id, key }, before);
  if (!probed.ok) return refuse({ code: 'organization', problem: probed.error });
  const at = clock.now();
  const { name } = probed.value;
  const keyId = ids.next();
  const connection: Connection = {
    ...before,
    revision: before.revision + 1,
    organization: { id, name, keyId, connectedAt: at, connectedBy: input.by },
  };
  await connections.keepOrganizationKey(keyId, key);
  const written = await ports.commit({
    connection,
    audit: [
      makeRecord(ids, at, personActor(input.by), {}, [
        { kind: 'organization.connected', organizationId: id, name },
      ]),
    ],
  });
  if (written === 'conflict') {
    await connections.forgetOrganizationKey(keyId);
    return refuse({ code: 'changedMeanwhile' });
  }
  const replaced = before.organization?.keyId;
  if (replaced !== undefined) await connections.forgetOrganizationKey(replaced);
  return ok(connection);
}
