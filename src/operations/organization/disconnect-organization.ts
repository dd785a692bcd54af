import type { Person } from '#domain/action/person';
import type { Connection } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import { makeRecord, personActor } from '../audit/make-record';
import type { ConnectOrganizationPorts } from './connect-organization';

/** Forgets the organization's key; the connection goes on without it. */
export async function disconnectOrganization(
  ports: Omit<ConnectOrganizationPorts, 'organizationProbe'>,
  by: Person,
): Promise<Result<Connection, { readonly code: 'notConnected' | 'changedMeanwhile' }>> {
  const before = await ports.connections.chosen();
  if (before === undefined) return refuse({ code: 'notConnected' });
  const { organization, ...rest } = before;
  if (organization === undefined) return ok(before);
  const connection: Connection = { ...rest, revision: before.revision + 1 };
  const { id: organizationId, name, keyId } = organization;
  const written = await ports.commit({
    connection,
    audit: [
      makeRecord(ports.ids, ports.clock.now(), personActor(by), {}, [
        { kind: 'organization.disconnected', organizationId, name },
      ]),
    ],
  });
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await ports.connections.forgetOrganizationKey(keyId);
  return ok(connection);
}
