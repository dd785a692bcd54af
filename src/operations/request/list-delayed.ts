import { FAR_AHEAD } from '#domain/lib/time';
import type { Applying, Approved, Scheduled } from '#domain/request/access-request';
import { LONGEST_ASKED } from '#domain/request/pause';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { RequestStore } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

/** So many are counted, and so many of them read: what it costs has nothing to do with how many there are. */
const COUNTED = 100;
const READ = 25;

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
  const now = ports.clock.now();
  const [connection, applying, approved, scheduled] = await Promise.all([
    ifUnreadable(ports.connections.chosen(), undefined),
    ports.requests.due('applying', now + FAR_AHEAD, COUNTED + 1),
    ports.requests.due('approved', now + FAR_AHEAD, COUNTED + 1),
    // A start that is late is tried again by then. Others are only to come by then: which of the two, each says itself.
    ports.requests.due('scheduled', now + LONGEST_ASKED, COUNTED + 1),
  ]);
  const begun = [...applying, ...approved];
  const ids = [...begun, ...scheduled];
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
    const late = underWay.filter(({ state }) => state === 'scheduled').length;
    const gone = Math.min(begun.length, READ) - (underWay.length - late);
    const found = begun.length - gone + late;
    const areAllRead = scheduled.length === 0 || ids.length <= READ;
    const more = found > COUNTED || (found > 0 && !areAllRead);
    return { count: Math.min(COUNTED, found), more, requests: underWay };
  }
  const paused = underWay.filter((one) => one.state !== 'approved' && one.pause !== undefined);
  return { count: paused.length, more: paused.length > 0 && ids.length > READ, requests: paused };
}
