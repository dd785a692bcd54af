import { type AskedCount, askedSinceWhen, countAsked } from '#domain/figures/asked-lately';
import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { RequestStore } from '#ports/request-store';

/** So many requests are counted, the newest: what it costs has nothing to do with how many there have ever been. */
const COUNTED = 500;

export interface AskedLately {
  readonly counts: readonly AskedCount[];
  /** How many requests that is of. */
  readonly requests: number;
  /** There were more: those that were counted go back to then, and no number is the whole. */
  readonly onlySince: Instant | undefined;
  /** Requests that can't be read: what they asked for is not counted. */
  readonly unreadable: number;
}

/** By how many requests of the last days each group, role and bundle was asked for. */
export async function countAskedLately({
  requests,
  clock,
}: {
  readonly requests: Pick<RequestStore, 'askedSince'>;
  readonly clock: Clock;
}): Promise<AskedLately> {
  const since = askedSinceWhen(clock.now());
  const [open, over] = await Promise.all([
    requests.askedSince('open', since, COUNTED),
    requests.askedSince('over', since, COUNTED),
  ]);
  // Of one that moves this very moment both may tell.
  const each = new Map([...over.requests, ...open.requests].map((one) => [one.id, one]));
  const all = [...each.values()].sort((one, other) => other.createdAt - one.createdAt);
  const counted = all.slice(0, COUNTED);
  const isMore = open.more || over.more || all.length > COUNTED;
  return {
    counts: countAsked(counted),
    requests: counted.length,
    onlySince: isMore ? counted.at(-1)?.createdAt : undefined,
    unreadable: open.unreadable + over.unreadable,
  };
}
