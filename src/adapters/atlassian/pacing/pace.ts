import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Limit } from './read-limit';

/** Calls per second and endpoint: where a lane starts, and the bounds within which it adapts. */
const START_RATE = 20;
const LOWEST_RATE = 0.5;
/** The burst limits of Jira Cloud are about these (secondary source); GET and POST have the higher one. */
const HIGHEST_RATE = { reads: 90, writes: 45 };
/** Added for each call that went well. */
const FASTER_BY = 0.5;
const SLOWER_TIMES = 0.5;
const LONGEST_PAUSE = MINUTE;

interface Lane {
  rate: number;
  /** When the next call may start. */
  nextAt: Instant;
  pausedUntil: Instant;
}

/**
 * How fast one site is called: one pause for all of it, one adapting rate for each endpoint and
 * method (faster by addition, slower by multiplication). Decides and remembers; it does not wait.
 */
export class Pace {
  private readonly lanes = new Map<string, Lane>();
  private pausedUntil: Instant = 0;
  /** 429s in a row, over all lanes: without a Retry-After, each pause is twice the last. */
  private limitedInARow = 0;

  /** `random` in [0, 1): waits are lengthened by up to a tenth, so that callers do not return as one. */
  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds until a call in this lane may start; asks without taking the place. */
  waitFor(lane: string, now: Instant): number {
    const { nextAt, pausedUntil } = this.laneOf(lane);
    return Math.max(0, nextAt - now, pausedUntil - now, this.pausedUntil - now);
  }

  /** Takes the next place in the lane and answers how many milliseconds to wait for it. */
  reserve(lane: string, now: Instant): number {
    const wait = this.waitFor(lane, now);
    const state = this.laneOf(lane);
    state.nextAt = now + wait + SECOND / state.rate;
    return wait;
  }

  succeeded(lane: string): void {
    this.limitedInARow = 0;
    const state = this.laneOf(lane);
    const highest = /^(GET|POST) /.test(lane) ? HIGHEST_RATE.reads : HIGHEST_RATE.writes;
    state.rate = Math.min(highest, state.rate + FASTER_BY);
  }

  /** The site said 429. Never shorter than what it asked for. Answers the pause in milliseconds. */
  limited(lane: string, limit: Limit, now: Instant): number {
    this.limitedInARow += 1;
    const state = this.laneOf(lane);
    state.rate = Math.max(LOWEST_RATE, state.rate * SLOWER_TIMES);
    const asked =
      limit.retryAfterMs ?? Math.min(LONGEST_PAUSE, SECOND * 2 ** (this.limitedInARow - 1));
    const pause = Math.ceil(asked * (1 + this.random() / 10));
    if (limit.scope === 'site') this.pausedUntil = Math.max(this.pausedUntil, now + pause);
    else state.pausedUntil = Math.max(state.pausedUntil, now + pause);
    return pause;
  }

  /** The site warns that the limit is near (doc: X-RateLimit-NearLimit): the lane stops speeding up. */
  nearLimit(lane: string): void {
    const state = this.laneOf(lane);
    state.rate = Math.max(LOWEST_RATE, state.rate * 0.8);
  }

  private laneOf(name: string): Lane {
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    const lane = { rate: START_RATE, nextAt: 0, pausedUntil: 0 };
    this.lanes.set(name, lane);
    return lane;
  }
}
