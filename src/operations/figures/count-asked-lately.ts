import { type AskedCount, askedSinceWhen, countAsked } from '#domain/figures/asked-lately';
import type { Instant } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { RequestStore } from '#ports/request-store';
import { readAskedSince } from './read-asked-since';

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
  const asked = await readAskedSince(requests, askedSinceWhen(clock.now()));
  return {
    counts: countAsked(asked.requests),
    requests: asked.requests.length,
    onlySince: asked.more ? asked.requests.at(-1)?.createdAt : undefined,
    unreadable: asked.unreadable,
  };
}
