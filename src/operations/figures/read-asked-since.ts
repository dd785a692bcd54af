import type { Instant } from '#domain/lib/time';
import type { AccessRequest } from '#domain/request/access-request';
import type { RequestStore } from '#ports/request-store';

/** So many requests are counted, the newest: what it costs has nothing to do with how many there have ever been. */
export const COUNTED = 500;

export interface AskedSince {
  /** The newest first, each once. */
  readonly requests: readonly AccessRequest[];
  /** There were more since then: these are the newest. */
  readonly more: boolean;
  /** Requests that can't be read: they are not among these. */
  readonly unreadable: number;
}

/** What was asked for since then, whether or not it is over. */
export async function readAskedSince(
  requests: Pick<RequestStore, 'askedSince'>,
  since: Instant,
): Promise<AskedSince> {
  const [open, over] = await Promise.all([
    requests.askedSince('open', since, COUNTED),
    requests.askedSince('over', since, COUNTED),
  ]);
  // Of one that moves this very moment both may tell.
  const each = new Map([...over.requests, ...open.requests].map((one) => [one.id, one]));
  const all = [...each.values()].sort((one, other) => other.createdAt - one.createdAt);
  return {
    requests: all.slice(0, COUNTED),
    more: open.more || over.more || all.length > COUNTED,
    unreadable: open.unreadable + over.unreadable,
  };
}
