import { DAY } from '#domain/lib/time';
import type { Applying, Approved } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { RequestStore } from '#ports/request-store';
import { UnreadableRecord } from '#ports/unreadable-record';

/** So many are counted, and so many of them read: what it costs has nothing to do with how many there are. */
const COUNTED = 100;
const READ = 25;
/** Past every pause and every lease. */
const FAR_AHEAD = 365 * DAY;

export interface HeldUp {
  readonly count: number;
  /** There may be more than those that were counted. */
  readonly more: boolean;
  /** Those that were read, the next to go on first. */
  readonly requests: readonly (Approved | Applying)[];
}

/**
 * Approved work that can't go on: all of it where the connection does not work, else what is paused.
 * By the index of what is due, so what moves this very moment may be missing or be counted still.
 */
export async function listHeldUp(ports: {
  readonly requests: RequestStore;
  readonly connections: ConnectionStore;
  readonly clock: Clock;
}): Promise<HeldUp> {
  const until = ports.clock.now() + FAR_AHEAD;
  const [connection, applying, approved] = await Promise.all([
    orUnreadable(ports.connections.chosen()),
    ports.requests.due('applying', until, COUNTED + 1),
    ports.requests.due('approved', until, COUNTED + 1),
  ]);
  const ids = [...applying, ...approved];
  const read = await Promise.all(
    ids.slice(0, READ).map((id) => orUnreadable(ports.requests.get(id))),
  );
  const underWay = read.filter(
    (one): one is Approved | Applying => one?.state === 'applying' || one?.state === 'approved',
  );
  if (connection === undefined || connection.health.state === 'failing') {
    const gone = Math.min(ids.length, READ) - underWay.length;
    const count = Math.min(COUNTED, ids.length - gone);
    return { count, more: ids.length - gone > COUNTED, requests: underWay };
  }
  const paused = underWay.filter((one) => one.state === 'applying' && one.pause !== undefined);
  return { count: paused.length, more: paused.length > 0 && ids.length > READ, requests: paused };
}

/** One that can't be read is set aside by whoever reads it, and keeps nobody from the others. */
async function orUnreadable<T>(reading: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}
