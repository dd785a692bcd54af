import { MINUTE } from '#domain/lib/time';
import type { PauseCause } from '#domain/request/pause';
import { findConnection } from './find-connection';
import { type LookPorts, lookAtAll } from './look-at-connection';

/** A connection in doubt is not looked at more often than this, however many runs wait for it. */
const LOOKED_AGAIN = MINUTE;

/**
 * What keeps the connection from being used for what was approved for `connectionId`; undefined where
 * nothing does. One in doubt is looked at, if nobody has just done so: whoever tries again after it was
 * mended need not wait for the sweep.
 */
export async function findConnectionObstacle(
  ports: LookPorts,
  connectionId: string,
): Promise<
  Extract<PauseCause, 'notConnected' | 'otherConnection' | 'connectionFailing'> | undefined
> {
  const found = await findConnection(ports.connections, connectionId);
  if (!found.ok) return found.error === 'none' ? 'notConnected' : 'otherConnection';
  const connection = found.value;
  const { health } = connection;
  if (health.state === 'working') return undefined;
  const now = ports.clock.now();
  if (now < health.nextLookAt && now < health.checkedAt + LOOKED_AGAIN) return 'connectionFailing';
  const { connection: after } = await lookAtAll(ports, connection);
  return after?.health.state === 'working' ? undefined : 'connectionFailing';
}
