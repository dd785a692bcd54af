import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { PaceRecord } from '#ports/pace-store';
import type { Limit } from '../../rest/read-rate-limit';
import {
  type Lane,
  laneRate,
  newLane,
  noteBorne,
  noteLeft,
  noteLimit,
  noteNearLimit,
  noteStart,
} from './lane';

const LONGEST_PAUSE = MINUTE;
/** A late timer is made up for by at most this many milliseconds: more would be a burst. */
const MADE_UP_FOR = 50;

/**
 * After that, the site may have other limits; and one that has asked to wait for longer is asked once more: for how long,
 * in which unit, it may have said wrongly, and what is due is not to wait for a year.
 */
const REMEMBERED = 10 * MINUTE;

/**
 * How fast one site is called: one pause for all of it, one adapting rate for each endpoint and
 * method. Decides and remembers; `Gate` waits.
 */
export class Pace {
  private readonly lanes = new Map<string, Lane>();
  private pausedUntil: Instant = 0;
  /** 429s in a row, over all lanes: without a Retry-After, each pause is twice the last. */
  private limitedInARow = 0;
  private limitedAt: Instant = 0;

  /** `random` in [0, 1): waits are lengthened by up to a twentieth, so that callers do not return as one. */
  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds for which the site has asked not to be called in this lane. */
  pauseOf(name: string, now: Instant): number {
    return Math.max(0, this.laneOf(name).pausedUntil - now, this.pausedUntil - now);
  }

  /** Milliseconds until a call in this lane may start. */
  waitFor(name: string, now: Instant): number {
    return Math.max(this.laneOf(name).nextAt - now, this.pauseOf(name, now), 0);
  }

  /** Notes that a call in this lane starts now. */
  start(name: string, now: Instant): void {
    const lane = this.laneOf(name);
    lane.nextAt = Math.max(lane.nextAt, now - MADE_UP_FOR) + noteStart(lane);
  }

  /** The site took a call that was sent at that instant, whatever it answered. */
  accepted(name: string, sentAt: Instant, now: Instant): void {
    this.limitedInARow = 0;
    noteBorne(this.laneOf(name), sentAt, now);
  }

  /**
   * The site said 429 to a call that was sent at that instant. Never shorter than what it asked for.
   * Answers the pause in milliseconds. A call that was under way when the pause began, or started at the
   * same moment, tells nothing new.
   */
  limited(name: string, limit: Limit, sentAt: Instant, now: Instant): number {
    const lane = this.laneOf(name);
    const isNews = sentAt > this.limitedAt;
    if (isNews) {
      this.limitedInARow += 1;
      this.limitedAt = now;
    }
    const asked =
      limit.retryAfterMs ?? Math.min(LONGEST_PAUSE, SECOND * 2 ** (this.limitedInARow - 1));
    const until = now + Math.ceil(asked * (1 + this.random() / 20));
    if (isNews) noteLimit(lane, now, until - now);
    const kept = Math.min(until, now + REMEMBERED);
    if (limit.scope === 'site') this.pausedUntil = Math.max(this.pausedUntil, kept);
    else lane.pausedUntil = Math.max(lane.pausedUntil, kept);
    return until - now;
  }

  /** A call is over, whether it got an answer or not. */
  end(name: string): void {
    this.laneOf(name).underWay -= 1;
  }

  /**
   * The site says how many calls it would take at once (doc: X-RateLimit-Remaining, -Limit), in an answer
   * that took so many milliseconds.
   */
  left(name: string, left: number, limit: number, took: number): void {
    noteLeft(this.laneOf(name), left, limit, took);
  }

  /** The site warns that the limit is near (doc: X-RateLimit-NearLimit). */
  nearLimit(name: string, now: Instant): void {
    noteNearLimit(this.laneOf(name), now);
  }

  rateOf(name: string): number {
    return this.laneOf(name).rate;
  }

  record(now: Instant): PaceRecord {
    const known = [...this.lanes].flatMap(([name, { ceiling, pausedUntil }]) =>
      ceiling === undefined ? [] : [[name, { ceiling, pausedUntil }] as const],
    );
    return { at: now, pausedUntil: this.pausedUntil, lanes: Object.fromEntries(known) };
  }

  recall({ at, pausedUntil, lanes }: PaceRecord, now: Instant): void {
    // One that is still to be written was written by a clock that was ahead.
    if (now - at > REMEMBERED || at > now + MINUTE) return;
    const asked = (until: Instant) => Math.min(until, at + REMEMBERED);
    this.pausedUntil = Math.max(this.pausedUntil, asked(pausedUntil));
    for (const [name, known] of Object.entries(lanes)) {
      const lane = this.laneOf(name);
      lane.ceiling = known.ceiling;
      lane.rate = laneRate(name, known.ceiling);
      lane.slowedAt = now;
      lane.pausedUntil = Math.max(lane.pausedUntil, asked(known.pausedUntil));
    }
  }

  private laneOf(name: string): Lane {
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    const lane = newLane(name);
    this.lanes.set(name, lane);
    return lane;
  }
}
