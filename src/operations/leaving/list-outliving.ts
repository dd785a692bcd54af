import type { Holding } from '#domain/holding/holding';
import { type KeptBy, keptBy } from '#domain/leaving/kept-by';
import { outlives } from '#domain/leaving/outlives';
import { FAR_AHEAD } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { ConnectionStore } from '#ports/connection-store';
import type { DueState, HoldingStore } from '#ports/holding-store';
import type { RequestStore, WaitingState } from '#ports/request-store';
import { ifUnreadable } from '#ports/unreadable-record';

interface ListOutlivingPorts {
  readonly holdings: HoldingStore;
  readonly connections: ConnectionStore;
}

export interface OutlivingPage {
  readonly outliving: readonly { readonly holding: Holding; readonly keptBy: KeptBy | undefined }[];
  readonly unreadable: number;
  readonly cursor: string | undefined;
}

/**
 * A page of the access that the app would still take back, what ends soonest first: whose end is to come, with a work item too; what is being ended,
 * or given back; and what could not be. What is in force for good is nobody's to take back, and is not among it.
 */
export async function listOutliving(
  { holdings, connections }: ListOutlivingPorts,
  state: DueState,
  cursor: string | undefined,
): Promise<OutlivingPage> {
  const [page, connection] = await Promise.all([
    holdings.inState(state, cursor),
    ifUnreadable(connections.chosen(), undefined),
  ]);
  return {
    outliving: page.holdings.filter(outlives).map((holding) => ({
      holding,
      keptBy: keptBy(holding, connection?.id),
    })),
    unreadable: page.unreadable,
    cursor: page.cursor,
  };
}

/** So many are counted: what it costs has nothing to do with how many there are. */
const COUNTED = 1_000;

export interface OpenRequests {
  readonly count: number;
  /** There may be more than those that were counted. */
  readonly more: boolean;
}

/** Requests that would never be decided or started, and those that are approved and may give access yet. */
export async function countOpenRequests({
  requests,
  clock,
}: {
  readonly requests: RequestStore;
  readonly clock: Clock;
}): Promise<{ readonly waiting: OpenRequests; readonly underWay: OpenRequests }> {
  const until = clock.now() + FAR_AHEAD;
  const [undecided, scheduled, approved, applying] = await Promise.all([
    countWaiting(requests, 'awaitingApproval'),
    countWaiting(requests, 'scheduled'),
    requests.due('approved', until, COUNTED),
    requests.due('applying', until, COUNTED),
  ]);
  const most = Math.max(approved.length, applying.length);
  return {
    waiting: {
      count: undecided.count + scheduled.count,
      more: undecided.more || scheduled.more,
    },
    underWay: { count: approved.length + applying.length, more: most === COUNTED },
  };
}

const PAGE = 100;

async function countWaiting(requests: RequestStore, state: WaitingState): Promise<OpenRequests> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await requests.waiting(state, cursor, PAGE);
    count += page.ids.length;
    cursor = page.cursor;
  } while (cursor !== undefined && count < COUNTED);
  return { count, more: cursor !== undefined };
}
