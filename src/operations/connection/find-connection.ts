import type { Connection } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { ConnectionStore } from '#ports/connection-store';

/** No site is connected, or another than the one that is asked for. */
export type NotThere = 'none' | 'another';

/** The connection that a record names, or what there is in its place. */
export async function findConnection(
  connections: Pick<ConnectionStore, 'of' | 'all'>,
  connectionId: string,
): Promise<Result<Connection, NotThere>> {
  const found = await connections.of(connectionId);
  if (found !== undefined) return ok(found);
  return refuse((await connections.all()).length === 0 ? 'none' : 'another');
}
