import { MINUTE } from '#domain/lib/time';
import type { PauseCause } from '#domain/request/pause';
import { type LookPorts, lookAtAll } from './look-again';

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
  const connection = await ports.connections.current();
  if (connection === undefined) return 'notConnected';
  if (connection.id !== connectionId) return 'otherConnection';
  const { health } = connection;
  if (health.state === 'working') return undefined;
  const now = ports.clock.now();
  if (now < health.nextLookAt && now < health.checkedAt + LOOKED_AGAIN) return 'connectionFailing';
  const { connection: after } = await lookAtAll(ports, connection);
  return after?.id === connectionId && after.health.state === 'working'
    ? undefined
    : 'connectionFailing';
}
