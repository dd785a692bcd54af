import { type EndsOfWeek, endsAhead, endsUntil } from '#domain/figures/ends-ahead';
import { figuresOf, figuresSince, type RequestFigures } from '#domain/figures/request-figures';
import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { HoldingStore } from '#ports/holding-store';
import type { RequestStore } from '#ports/request-store';

/** So many requests, and so many ends, are counted: what it costs has nothing to do with how many there have ever been. */
const COUNTED = 500;

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
  const [open, over, ending] = await Promise.all([
    ports.requests.askedSince('open', since, COUNTED),
    ports.requests.askedSince('over', since, COUNTED),
    ports.holdings.due('runs', endsUntil(now), COUNTED + 1),
  ]);
  // Of one that moves this very moment both may tell.
  const each = new Map([...over.requests, ...open.requests].map((one) => [one.id, one]));
  const all = [...each.values()].sort((one, other) => other.createdAt - one.createdAt);
  const requests = all.slice(0, COUNTED);
  return {
    ...figuresOf(requests, now),
    since,
    requests: requests.length,
    more: open.more || over.more || all.length > COUNTED,
    unreadable: open.unreadable + over.unreadable,
    ends: endsAhead(ending.slice(0, COUNTED), now),
    moreEnds: ending.length > COUNTED,
  };
}
