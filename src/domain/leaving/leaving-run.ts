import type { Person } from '../action/person';
import type { Instant } from '../lib/time';

/**
 * What an admin has end before the app is uninstalled, in the order in which it is gone through: requests that wait, so that nothing
 * more is approved, then those that were and wait for their start, so that nothing more starts, and then all access that is found by when
 * it is next looked at.
 */
export const LEAVING_PARTS = ['requests', 'scheduled', 'runs', 'settling', 'stuck'] as const;
export type LeavingPart = (typeof LEAVING_PARTS)[number];

/** How far that has come. It is kept until it is over, and some days for whoever looks; nothing is decided by it. */
export interface LeavingRun {
  readonly beganAt: Instant;
  /** Whose doing it is, for the audit and for those who are told. Gone once it is over. */
  readonly by?: Pick<Person, 'accountId' | 'displayName'>;
  readonly connectionId: string;
  readonly closesRequests: boolean;
  /** Where it goes on; none once all is gone through. */
  readonly at?: {
    readonly turn: number;
    /** Nothing has come of this turn so far. Of the first, that would say nothing: what moves from part to part as it goes may be passed over. */
    readonly isQuiet: boolean;
    readonly part: LeavingPart;
    readonly cursor?: string;
  };
  /** Access that was written as ended; it is taken away as all that is due is. */
  readonly ended: number;
  /** Requests that waited, and were closed. */
  readonly closed: number;
  /** What the store did not take in the last turn: each tries it again. */
  readonly failed: number;
  /** What can't be read. It is set aside as it is found, so that no other turn comes to it. */
  readonly unreadable: number;
  readonly endedAt?: Instant;
}

/** Where there is always something more to end, as people ask for it and approve it, so often is all gone through. */
export const TURNS_AT_MOST = 10;

export function beginLeaving(
  of: Pick<LeavingRun, 'beganAt' | 'connectionId'> & {
    readonly by: Pick<Person, 'accountId' | 'displayName'>;
    readonly closesRequests: boolean;
  },
): LeavingRun {
  const { beganAt, connectionId, by, closesRequests } = of;
  return {
    beganAt,
    by: { accountId: by.accountId, displayName: by.displayName },
    connectionId,
    closesRequests,
    at: { turn: 1, isQuiet: false, part: firstPart(closesRequests) },
    ended: 0,
    closed: 0,
    failed: 0,
    unreadable: 0,
  };
}

/** What came of a page, and where the next one begins. */
export interface LeavingPage
  extends Pick<LeavingRun, 'ended' | 'closed' | 'failed' | 'unreadable'> {
  readonly cursor: string | undefined;
}

const firstPart = (closesRequests: boolean): LeavingPart => (closesRequests ? 'requests' : 'runs');

/**
 * After a page: further in its part, in the next one, in another turn through all of them, or over. What is looked at or tried again as it goes
 * moves from part to part, and what is being given comes to them: so it is over with a turn of which nothing has come.
 */
export function afterPage(run: LeavingRun, page: LeavingPage, now: Instant): LeavingRun {
  const { at, by, ...rest } = run;
  if (at === undefined) return run;
  const sums = {
    ...rest,
    ended: run.ended + page.ended,
    closed: run.closed + page.closed,
    failed: run.failed + page.failed,
    unreadable: run.unreadable + page.unreadable,
  };
  const whose = by === undefined ? {} : { by };
  const { turn, part } = at;
  const isQuiet = at.isQuiet && page.ended + page.closed === 0;
  if (page.cursor !== undefined) {
    return { ...sums, ...whose, at: { turn, isQuiet, part, cursor: page.cursor } };
  }
  const next = LEAVING_PARTS[LEAVING_PARTS.indexOf(part) + 1];
  if (next !== undefined) return { ...sums, ...whose, at: { turn, isQuiet, part: next } };
  if (isQuiet || turn >= TURNS_AT_MOST) return { ...sums, endedAt: now };
  const first = firstPart(run.closesRequests);
  return { ...sums, failed: 0, ...whose, at: { turn: turn + 1, isQuiet: true, part: first } };
}
