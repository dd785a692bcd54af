import type { Lateness } from '../grant/lateness';
import type { Instant } from '../lib/time';
import type { AccessRequest, RequestState } from './access-request';
import { endOfAccess } from './end-of-access';

/** How the access that was asked for in an issue stands: what is most pressing of it. */
export type ContextStatus =
  | { readonly kind: 'nothingAsked' }
  /** `atLeast`: not all of the requests were looked at. */
  | {
      readonly kind: 'needsAttention' | 'waiting' | 'atWork';
      readonly count: number;
      readonly atLeast: boolean;
    }
  /** Access that was given is still there after its end, or was approved and is not there. */
  | { readonly kind: Lateness }
  /** Access that was given ends; the earliest end of all. */
  | { readonly kind: 'ends'; readonly at: Instant }
  /** What was approved is given from then on; the earliest start of all. */
  | { readonly kind: 'starts'; readonly at: Instant }
  | { readonly kind: 'decided' };

const PRESSING = ['needsAttention', 'late', 'waiting', 'atWork'] as const;

/**
 * `requests`: those that are open first; `isWhole`: these are all that there are; `late`: how access is not as it was approved, where
 * some is not.
 */
export function contextStatusOf(
  requests: readonly AccessRequest[],
  isWhole: boolean,
  now: Instant,
  late: Lateness | undefined,
): ContextStatus {
  for (const kind of PRESSING) {
    if (kind === 'late' && late !== undefined) return { kind: late };
    if (kind === 'late') continue;
    const count = requests.filter(({ state }) => pressingOf(state) === kind).length;
    if (count > 0) return { kind, count, atLeast: !isWhole };
  }
  if (requests.length === 0 && isWhole) return { kind: 'nothingAsked' };
  const starts = requests.flatMap((one) => (one.state === 'scheduled' ? one.startsAt : []));
  if (starts.length > 0) return { kind: 'starts', at: Math.min(...starts) };
  const ends = requests.map(endOfAccess).filter((at) => at !== undefined && at > now);
  // An earlier end may be among those that were not looked at.
  return ends.length > 0 && isWhole
    ? { kind: 'ends', at: Math.min(...(ends as Instant[])) }
    : { kind: 'decided' };
}

function pressingOf(state: RequestState): Exclude<(typeof PRESSING)[number], 'late'> | undefined {
  switch (state) {
    case 'needsAttention':
      return 'needsAttention';
    case 'awaitingApproval':
      return 'waiting';
    case 'approved':
    case 'applying':
      return 'atWork';
    case 'scheduled':
    case 'completed':
    case 'declined':
    case 'withdrawn':
    case 'timedOut':
      return undefined;
  }
}
