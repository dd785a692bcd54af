import type { Person } from '#domain/action/person';
import { ok, type Result, refuse } from '#domain/lib/result';
import { makeRecord, personActor } from '../audit/make-record';
import type { ConnectPorts } from './connect-site';
import { forgetSecrets } from './forget-secrets';

/** Ends the connection and forgets its token, and the key of its organization. */
export async function disconnectSite(
  ports: Omit<ConnectPorts, 'probe'>,
  by: Person,
): Promise<Result<null, { readonly code: 'notConnected' | 'changedMeanwhile' }>> {
  const connection = await ports.connections.chosen();
  if (connection === undefined) return refuse({ code: 'notConnected' });
  const written = await ports.commit({
    connection: { removed: connection },
    audit: [
      makeRecord(ports.ids, ports.clock.now(), personActor(by), {}, [
        { kind: 'connection.disconnected', instanceUrl: connection.instanceUrl },
      ]),
    ],
  });
  if (written === 'conflict') return refuse({ code: 'changedMeanwhile' });
  await forgetSecrets(ports.connections, connection);
  return ok(null);
}
