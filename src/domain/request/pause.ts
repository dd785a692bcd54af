import { HOUR, type Instant, MINUTE, SECOND } from '../lib/time';

/**
 * What approved work waits for. None of it is the request's fault, and none of it fails a step: it goes
 * on by itself once that is over, for as long as the approval is valid.
 */
export type PauseCause =
  /** No site is connected. */
  | 'notConnected'
  /** Another site is connected than the one it was approved for. */
  | 'otherConnection'
  /** The site no longer takes the token, or the address is another site's. */
  | 'connectionFailing'
  | 'siteUnavailable'
  | 'rateLimited'
  /** Another run is at the same group or role, or creates, and only one does at a time. */
  | 'othersFirst'
  /** What the request has created is not shown by the site yet. */
  | 'notYetVisible'
  /** Something went wrong in the app itself; tried a few times, then it stops. */
  | 'appFailed';

export interface Pause {
  readonly cause: PauseCause;
  readonly since: Instant;
  /** When the app tries again by itself, at the latest. */
  readonly nextTryAt: Instant;
  /** How often in a row nothing came of a try; the pauses grow with it. */
  readonly tries: number;
}

const FIRST_PAUSE = 30 * SECOND;
const LONGEST_PAUSE = 15 * MINUTE;
/** The same where only other runs are waited for: they are done in a minute or two. */
const LONGEST_FOR_OTHERS = 2 * MINUTE;
/** Longer waits that a site asks for are looked at in between: no pause is longer. */
export const LONGEST_ASKED = HOUR;

/**
 * The pause after a run that could not go on: 30 seconds, a minute, two …, up to 15 minutes, or as long
 * as the site asked for, or two where it waits for its turn. `before`: the pause that the run came out of without having got further.
 */
export function nextPause(
  before: Pause | undefined,
  cause: PauseCause,
  at: Instant,
  { notBefore = 0, validUntil }: { readonly notBefore?: Instant; readonly validUntil: Instant },
): Pause {
  const tries = (before?.tries ?? 0) + 1;
  const longest = cause === 'othersFirst' ? LONGEST_FOR_OTHERS : LONGEST_PAUSE;
  const grown = at + Math.min(longest, FIRST_PAUSE * 2 ** Math.min(tries - 1, 10));
  const asked = Math.min(notBefore, at + LONGEST_ASKED);
  return {
    cause,
    since: before?.cause === cause ? before.since : at,
    // Once the approval has lapsed, there is nothing to wait for: the next try says so.
    nextTryAt: Math.max(at, Math.min(Math.max(grown, asked), validUntil + 1)),
    tries,
  };
}
