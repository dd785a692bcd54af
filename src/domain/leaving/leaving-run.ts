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
  /** Where it goes on; none once all is gone through. */
  readonly at?: { readonly part: LeavingPart; readonly cursor?: string };
  /** Access that was written as ended; it is taken away as all that is due is. */
  readonly ended: number;
  /** Requests that waited, and were closed. */
  readonly closed: number;
  /** What the store did not take, or that can't be read. */
  readonly failed: number;
  readonly endedAt?: Instant;
}

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
    at: { part: closesRequests ? 'requests' : 'runs' },
    ended: 0,
    closed: 0,
    failed: 0,
  };
}

/** What came of a page, and where the next one begins. */
export interface LeavingPage extends Pick<LeavingRun, 'ended' | 'closed' | 'failed'> {
  readonly cursor: string | undefined;
}

/** After a page: further in its part, in the next one, or over. */
export function afterPage(run: LeavingRun, page: LeavingPage, now: Instant): LeavingRun {
  const { at, by, ...rest } = run;
  const sums = {
    ...rest,
    ended: run.ended + page.ended,
    closed: run.closed + page.closed,
    failed: run.failed + page.failed,
  };
  if (at === undefined) return run;
  const whose = by === undefined ? {} : { by };
  if (page.cursor !== undefined) {
    return { ...sums, ...whose, at: { part: at.part, cursor: page.cursor } };
  }
  const next = LEAVING_PARTS[LEAVING_PARTS.indexOf(at.part) + 1];
  return next === undefined ? { ...sums, endedAt: now } : { ...sums, ...whose, at: { part: next } };
}
