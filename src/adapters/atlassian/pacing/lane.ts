import { type Instant, SECOND } from '#domain/lib/time';

/** Calls of one kind. Rates are calls per second. */
export interface Lane {
  rate: number;
  readonly highest: number;
  /** What the site was last found to bear; undefined as long as it has not complained. */
  ceiling: number | undefined;
  /** When the next call may start. */
  nextAt: Instant;
  pausedUntil: Instant;
  /** Calls that it took since the last limit, and the first answer of these. */
  accepted: number;
  since: Instant | undefined;
  /** What the site had in store as these were begun to be counted, in seconds of what it bears. */
  store: number;
  /** When the site last said that it was one call too many. */
  limitedAt: Instant;
  /** How long the quickest of the last answers took, and how much longer others. */
  quickest: number;
  spread: number;
  /** When it was last made slower. */
  slowedAt: Instant;
  /** When the site last warned. */
  warnedAt: Instant;
  /** Started, and not yet ended. */
  underWay: number;
  /** Calls that the site would take beyond the rate: a pause filled it up, or it says so itself. */
  credit: number;
}

const LOWEST_RATE = 0.5;
/**
 * The burst limits of Jira Cloud are about 100 a second for GET and POST and 50 for PUT and DELETE
 * (secondary source): a lane begins below and goes no nearer than this.
 */
const HIGHEST_RATE = { fast: 97, slow: 48.5 };
const START_SHARE = 0.8;
/** Just below a limit that was found, a lane goes on at this share of it, and looks beyond only slowly. */
const BELOW_CEILING = 0.995;
/** Added for each call, until the first limit or up to one that is known. */
const FASTER_BY = 0.5;
/**
 * Added in each second for each second since the last limit, in search of one that has been lifted: what was
 * found a moment ago is right, and what was found long ago may not be.
 */
const PROBE_BY = 0.005;
const SLOWER_TIMES = 0.5;
const WARNED_AGAIN = 5 * SECOND;
/** A site lets about a second's worth of calls through at once, before it counts. */
const BURST_SECONDS = 1;
/** Of a second's worth, as much is certain enough to be there before the first answer. */
const BURST_AT_START = 0.1;
const KEPT_FREE = 0.05;
/** With each answer, how quick and how different the last ones were is forgotten by so much. */
const SLOWER_ANSWER = 1.01;
const LESS_SPREAD = 0.98;
/** As much of what a pause fills up is certain enough to be spent, but for one: calls are whole. */
const CREDIT_SHARE = 0.95;
/** What the site has in store is spent at this multiple of the rate. */
const SPENT_AT = 4;
/** With fewer calls than this there is nothing to estimate from. */
const ENOUGH_CALLS = 10;

export function newLane(name: string): Lane {
  const highest = /^(GET|POST) /.test(name) ? HIGHEST_RATE.fast : HIGHEST_RATE.slow;
  return {
    rate: highest * START_SHARE,
    highest,
    ceiling: undefined,
    nextAt: 0,
    pausedUntil: 0,
    accepted: 0,
    since: undefined,
    store: BURST_SECONDS,
    limitedAt: Number.NEGATIVE_INFINITY,
    quickest: Number.POSITIVE_INFINITY,
    spread: 0,
    slowedAt: 0,
    warnedAt: 0,
    underWay: 0,
    credit: highest * BURST_AT_START,
  };
}

/** The rate at which a lane with this ceiling goes on. */
export function laneRate(name: string, ceiling: number): number {
  return Math.min(newLane(name).highest, Math.max(LOWEST_RATE, ceiling * BELOW_CEILING));
}

export function noteBorne(lane: Lane, sentAt: Instant, now: Instant): void {
  // What was under way as the limit came is late, and would have the pause counted with what follows it.
  if (sentAt <= lane.limitedAt) return;
  // From the first answer, not the first call: how long an answer takes says nothing of the limit.
  lane.since ??= now;
  lane.accepted += 1;
  const upTo = lane.ceiling === undefined ? lane.highest : lane.ceiling * BELOW_CEILING;
  const more =
    lane.rate < upTo
      ? Math.min(FASTER_BY, upTo - lane.rate)
      : (PROBE_BY * ((now - lane.slowedAt) / SECOND)) / lane.rate;
  lane.rate = Math.min(lane.highest, lane.rate + more);
}

/**
 * Notes that a call starts, and answers for how many milliseconds the next one may not. What the site has
 * in store for this lane is spent faster than it comes in again.
 */
export function noteStart(lane: Lane): number {
  lane.underWay += 1;
  if (lane.credit < 1) return SECOND / lane.rate;
  // Until the next one the site takes in some of this one again.
  lane.credit -= 1 - 1 / SPENT_AT;
  return SECOND / (lane.rate * SPENT_AT);
}

/**
 * What is left of a second's worth, by the site's own word; some of it is kept for others. The word is as
 * old as its answer: a call that starts now gets there as long after the one that was answered as the answer
 * took, where no time was lost on the way. Until then the site fills up, and takes those that are under way.
 * Where times differ, what may come in at once with what was held up is kept free as well.
 */
export function noteLeft(lane: Lane, left: number, limit: number, took: number): void {
  lane.quickest = Math.min(took, lane.quickest * SLOWER_ANSWER);
  lane.spread = Math.max(took - lane.quickest, lane.spread * LESS_SPREAD);
  const filled = (lane.quickest / SECOND) * lane.rate;
  const then = Math.min(limit, left + filled - lane.underWay);
  const uncertain = (lane.spread / SECOND) * lane.rate;
  lane.credit = Math.max(0, then - limit * KEPT_FREE - uncertain);
}

/** One call too many: what the site has accepted until then tells what it bears. */
export function noteLimit(lane: Lane, now: Instant, pause: number): void {
  slowDown(lane, now, estimate(lane, now, lane.store) ?? lane.rate * SLOWER_TIMES);
  // While it pauses, the site fills up again.
  lane.store = Math.min(BURST_SECONDS, pause / SECOND);
  lane.credit = Math.max(0, lane.store * lane.rate * CREDIT_SHARE - 1);
  lane.limitedAt = now;
  lane.accepted = 0;
  lane.since = undefined;
}

/** A fifth of what it lets through at once is left (doc: X-RateLimit-NearLimit): the limit without the pause. */
export function noteNearLimit(lane: Lane, now: Instant): void {
  // The warning stays until the site has filled up again, which takes a while.
  if (now - lane.warnedAt < WARNED_AGAIN) return;
  const isFirst = lane.warnedAt < (lane.since ?? 0);
  const found = isFirst
    ? estimate(lane, now, Math.max(0, lane.store - 0.2 * BURST_SECONDS))
    : lane.rate * 0.95;
  lane.warnedAt = now;
  if (found !== undefined && found < lane.rate) slowDown(lane, now, found);
}

function slowDown(lane: Lane, now: Instant, ceiling: number): void {
  lane.slowedAt = now;
  lane.ceiling = Math.max(LOWEST_RATE, Math.min(lane.highest, ceiling));
  lane.rate = Math.max(LOWEST_RATE, lane.ceiling * BELOW_CEILING);
}

/**
 * Calls a second, from those it took since they are counted and what it had in store for them. The one too
 * many was there in part: half of it, on average.
 */
function estimate(lane: Lane, now: Instant, store: number): number | undefined {
  if (lane.since === undefined || lane.accepted < ENOUGH_CALLS) return undefined;
  const seconds = Math.max(0, now - lane.since) / SECOND;
  return (lane.accepted + 0.5) / (seconds + store);
}
