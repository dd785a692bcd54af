import { FAR_AHEAD, HOUR } from '#domain/lib/time';
import type { Applying, Approved, Scheduled } from '#domain/request/access-request';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

/** So many are counted, and so many of them read: what it costs has nothing to do with how many there are. */
const COUNTED = 100;
const READ = 25;
/** A start that waits is tried again by then. */
const LONGEST_PAUSE = HOUR;

export interface Delayed {
  readonly count: number;
  /** There may be more than those that were counted. */
  readonly more: boolean;
  /** Those that were read, the next to go on first. */
  readonly requests: readonly (Approved | Applying | Scheduled)[];
}

/**
 * Approved work that can't go on: all of it where the connection does not work, else what is paused.
 * By the index of what is due, so what moves this very moment may be missing or be counted still.
 */
export async function listDelayed(ports: {
  readonly requests: RequestStore;
  readonly connections: ConnectionStore;
  readonly clock: Clock;
}): Promise<Delayed> {
  const until = ports.clock.now() + FAR_AHEAD;
  const now = ports.clock.now();
  const [connection, applying, approved, scheduled] = await Promise.all([
    ifUnreadable(ports.connections.chosen(), undefined),
    ports.requests.due('applying', until, COUNTED + 1),
    ports.requests.due('approved', until, COUNTED + 1),
    // Of these, what waits longer than until its start.
    ports.requests.due('scheduled', now + LONGEST_PAUSE, COUNTED + 1),
  ]);
  const ids = [...applying, ...approved, ...scheduled];
  // One that can't be read keeps nobody from the others.
  const read = await Promise.all(
    ids.slice(0, READ).map((id) => ifUnreadable(ports.requests.get(id), undefined)),
  );
  const underWay = read.filter(
    (one): one is Approved | Applying | Scheduled =>
      one?.state === 'applying' ||
      one?.state === 'approved' ||
      (one?.state === 'scheduled' && one.startsAt <= now),
  );
  if (connection === undefined || connection.health.state === 'failing') {
    const gone = Math.min(ids.length, READ) - underWay.length;
    const count = Math.min(COUNTED, ids.length - gone);
    return { count, more: ids.length - gone > COUNTED, requests: underWay };
  }
  const paused = underWay.filter((one) => one.state !== 'approved' && one.pause !== undefined);
  return { count: paused.length, more: paused.length > 0 && ids.length > READ, requests: paused };
}
