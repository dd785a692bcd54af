import { type EndsOfWeek, endsAhead, endsUntil } from '#domain/figures/ends-ahead';
import { figuresOf, figuresSince, type RequestFigures } from '#domain/figures/request-figures';
import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';
import { COUNTED, readAskedSince } from './read-asked-since';

export interface Figures extends RequestFigures {
  readonly since: Instant;
  /** How many requests that is of. */
  readonly requests: number;
  /** There were more since then: these are the newest. */
  readonly more: boolean;
  readonly unreadable: number;
  readonly ends: readonly EndsOfWeek[];
  /** More ends than were counted: those that come first are. */
  readonly moreEnds: boolean;
}

/** What admins look at rather than read: what was asked for lately, who decided, how long it took, what ends soon. */
export async function readFigures(ports: {
  readonly requests: RequestStore;
  readonly holdings: HoldingStore;
  readonly clock: Clock;
}): Promise<Figures> {
  const now = ports.clock.now();
  const since = figuresSince(now);
  const [{ requests, more, unreadable }, ending] = await Promise.all([
    readAskedSince(ports.requests, since),
    ports.holdings.due('runs', endsUntil(now), COUNTED + 1),
  ]);
  return {
    ...figuresOf(requests, now),
    since,
    requests: requests.length,
    more,
    unreadable,
    ends: endsAhead(ending.slice(0, COUNTED), now),
    moreEnds: ending.length > COUNTED,
  };
}
