import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import { APP, makeRecord } from '../audit/make-record';

/** The site no longer takes the token: the admin's page says so, and the audit since when. */
export async function noteRejectedCredential(ports: {
  readonly connections: ConnectionStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}): Promise<void> {
  const connection = await ports.connections.current();
  if (connection === undefined || connection.health.state === 'failing') return;
  const at = ports.clock.now();
  // A conflict means that somebody changes the connection now: what they find out counts.
  await ports.commit({
    connection: {
      ...connection,
      revision: connection.revision + 1,
      health: {
        state: 'failing',
        since: at,
        checkedAt: at,
        problem: { code: 'tokenExpiredOrRevoked' },
      },
    },
    audit: [
      makeRecord(ports.ids, at, APP, {}, [
        {
          kind: 'connection.failing',
          instanceUrl: connection.instanceUrl,
          problem: 'tokenExpiredOrRevoked',
        },
      ]),
    ],
  });
}
