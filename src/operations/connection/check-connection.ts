import type { Connection, ConnectionHealth } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import { APP, makeRecord } from '../audit/make-record';
import type { ConnectPorts } from './connect-site';

/** Tries the stored token, and keeps what came of it as the connection's health. */
export async function checkConnection(
  ports: ConnectPorts,
): Promise<Result<Connection, { readonly code: 'notConnected' | 'changedMeanwhile' }>> {
  const before = await ports.connections.current();
  if (before === undefined) return refuse({ code: 'notConnected' });
  const probed = await ports.probe.probeStored(before);
  const at = ports.clock.now();
  const health: ConnectionHealth = probed.ok
    ? { state: 'working', checkedAt: at }
    : {
        state: 'failing',
        since: before.health.state === 'failing' ? before.health.since : at,
        checkedAt: at,
        problem: probed.error,
      };
  const connection = { ...before, revision: before.revision + 1, health };
  const news = health.state === 'failing' && before.health.state !== 'failing';
  const written = await ports.commit({
    connection,
    ...(news
      ? {
          audit: [
            makeRecord(ports.ids, at, APP, {}, [
              {
                kind: 'connection.failing',
                instanceUrl: before.instanceUrl,
                problem: health.problem.code,
              },
            ]),
          ],
        }
      : {}),
  });
  return written === 'conflict' ? refuse({ code: 'changedMeanwhile' }) : ok(connection);
}
