import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../../rest/read-rate-limit';
import { Pace } from './pace';

const NOW = 1_000_000;
const ADD = 'POST /group/user';
const READ = 'GET /group/member';
const noJitter = () => 0;
const burst = (retryAfterMs: number | undefined): Limit => ({ retryAfterMs, scope: 'endpoint' });

describe('the pace of a site', () => {
  it('spaces calls of one lane, and lets another start at once', () => {
    const pace = new Pace(noJitter);
    expect(pace.waitFor(ADD, NOW)).toBe(0);
    // A timer that is late is made up for; calls that come together are not.
    for (let call = 0; call < 60; call += 1) pace.start(ADD, NOW);
    // A tenth of a second's worth is sure to be taken beside the rate: twelve go four times as fast, as the
    // site takes in a quarter of each again meanwhile.
    const spaced = (12 * 250 + 48 * 1_000) / pace.rateOf(ADD);
    expect(pace.waitFor(ADD, NOW)).toBeCloseTo(spaced - 50, 5);
    expect(pace.waitFor(READ, NOW)).toBe(0);
  });

  it('pauses the whole site for a quota, and one lane for a burst', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, burst(2_000), NOW, NOW);
    expect(pace.waitFor(ADD, NOW)).toBe(2_000);
    expect(pace.waitFor(READ, NOW)).toBe(0);
    pace.limited(READ, { retryAfterMs: 3_000, scope: 'site' }, NOW, NOW);
    expect(pace.waitFor(ADD, NOW)).toBe(3_000);
    expect(pace.waitFor('DELETE /group/user', NOW)).toBe(3_000);
    expect(pace.waitFor(ADD, NOW + 3_000)).toBe(0);
  });

  it('doubles the pause as long as no time is given, and starts over after a success', () => {
    const pace = new Pace(noJitter);
    const limit = { retryAfterMs: undefined, scope: 'site' } as const;
    let now = NOW;
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      const pause = pace.limited(ADD, limit, now, now);
      now += pause;
      return pause;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    pace.accepted(ADD, now, now + 1);
    expect(pace.limited(ADD, limit, now + 1, now + 2)).toBe(1_000);
  });

  it('learns from a limit once, however many calls were under way', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, burst(1_000), NOW - 100, NOW);
    const rate = pace.rateOf(ADD);
    for (let call = 0; call < 40; call += 1) pace.limited(ADD, burst(1_000), NOW - 50, NOW + 1);
    expect(pace.rateOf(ADD)).toBe(rate);
    expect(pace.waitFor(ADD, NOW + 1)).toBe(1_000);
  });

  it('never waits less than the site asked for, and at most a tenth more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom('site', 'endpoint', 'issue'),
        (retryAfterMs, random, scope) => {
          const pace = new Pace(() => random);
          pace.limited(ADD, { retryAfterMs, scope }, NOW, NOW);
          const wait = pace.pauseOf(ADD, NOW);
          expect(wait).toBeGreaterThanOrEqual(retryAfterMs);
          expect(wait).toBeLessThanOrEqual(Math.ceil(retryAfterMs * 1.1) + 1);
        },
      ),
    );
  });

  it('stays within its bounds whatever the site says', () => {
    const said = fc.constantFrom('accepted', 'limited', 'nearLimit', 'start');
    fc.assert(
      fc.property(fc.array(fc.tuple(said, fc.nat(500)), { maxLength: 400 }), (answers) => {
        const pace = new Pace(noJitter);
        let now = NOW;
        for (const [one, later] of answers) {
          now += later;
          if (one === 'limited') pace.limited(ADD, burst(0), now, now);
          else if (one === 'accepted') pace.accepted(ADD, now - 50, now);
          else pace[one](ADD, now);
          expect(pace.rateOf(ADD)).toBeGreaterThanOrEqual(0.5);
          expect(pace.rateOf(ADD)).toBeLessThanOrEqual(97);
        }
      }),
    );
  });

  it('spends what the site has in store at four times the rate, and no more of it than there is', () => {
    const pace = new Pace(noJitter);
    for (let call = 0; call < 20; call += 1) {
      pace.start(ADD, NOW);
      pace.end(ADD);
    }
    pace.left(ADD, 20, 100, 0);
    const before = pace.waitFor(ADD, NOW);
    for (let call = 0; call < 25; call += 1) pace.start(ADD, NOW);
    const spaced = pace.waitFor(ADD, NOW) - before;
    // Five are kept free; of fifteen, each takes three quarters.
    expect(spaced).toBeCloseTo((19 * 250 + 6 * 1_000) / pace.rateOf(ADD), 5);
  });

  it('takes what an answer says is left for as old as the answer', () => {
    const spread = (took: number) => {
      const pace = new Pace(noJitter);
      for (let call = 0; call < 30; call += 1) pace.start(ADD, NOW);
      pace.left(ADD, 15, 100, took);
      const before = pace.waitFor(ADD, NOW);
      for (let call = 0; call < 10; call += 1) pace.start(ADD, NOW);
      return ((pace.waitFor(ADD, NOW) - before) * pace.rateOf(ADD)) / 1_000;
    };
    // Thirty are under way: nothing is left of fifteen, unless the site fills up on their way.
    expect(spread(0)).toBeCloseTo(10, 5);
    expect(spread(1_000)).toBeCloseTo(2.5, 5);
  });

  it('keeps more free where answers take longer than the quickest', () => {
    const pace = new Pace(noJitter);
    for (let call = 0; call < 30; call += 1) {
      pace.start(ADD, NOW);
      pace.end(ADD);
    }
    const spread = (took: number) => {
      pace.left(ADD, 40, 100, took);
      const before = pace.waitFor(ADD, NOW);
      for (let call = 0; call < 60; call += 1) pace.start(ADD, NOW);
      for (let call = 0; call < 60; call += 1) pace.end(ADD);
      return ((pace.waitFor(ADD, NOW) - before) * pace.rateOf(ADD)) / 1_000;
    };
    const even = spread(100);
    // Three tenths of a second late: what may come in at once with it is not spent.
    expect(spread(400)).toBeGreaterThan(even + 0.75 * 0.28 * pace.rateOf(ADD));
  });

  it('estimates only with what was sent after the last limit', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, burst(1_000), NOW - 100, NOW);
    // Twenty answers of before the pause: with the two seconds, they would make five a second.
    for (let call = 0; call < 20; call += 1) pace.accepted(ADD, NOW - 50, NOW + 1);
    for (let call = 0; call < 79; call += 1) pace.accepted(ADD, NOW + 1_000, NOW + 2_000);
    pace.limited(ADD, burst(1_000), NOW + 2_500, NOW + 3_000);
    // 79 and a half of the one too many, in a second and with a second's worth in store.
    expect(pace.rateOf(ADD)).toBeCloseTo((79.5 / 2) * 0.995, 5);
  });

  it('takes a call that starts in the moment of a limit for one that was under way', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, burst(1_000), NOW - 100, NOW);
    const rate = pace.rateOf(ADD);
    pace.limited(ADD, burst(1_000), NOW, NOW + 120);
    expect(pace.rateOf(ADD)).toBe(rate);
  });

  it('is remembered by the next run, as long as it is news', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, burst(4_000), NOW, NOW);
    const record = pace.record(NOW);
    const next = new Pace(noJitter);
    next.recall(record, NOW + 1_000);
    expect(next.pauseOf(ADD, NOW + 1_000)).toBe(3_000);
    expect(next.rateOf(ADD)).toBeCloseTo(pace.rateOf(ADD), 5);
    const late = new Pace(noJitter);
    late.recall(record, NOW + 3_600_000);
    expect(late.rateOf(ADD)).toBe(new Pace(noJitter).rateOf(ADD));
  });

  it.each(['endpoint', 'site'] as const)(
    'asks once more after ten minutes, however long it was told to spare the %s, and whatever other runs write meanwhile',
    (scope) => {
      const MINUTES = 60_000;
      const first = new Pace(noJitter);
      // As by a site that says at which second of the epoch, where it means in how many.
      const limit = { retryAfterMs: 1_796_065_009_000, scope };
      expect(first.limited(ADD, limit, NOW, NOW)).toBe(limit.retryAfterMs);
      let record = first.record(NOW);
      for (let at = NOW; at < NOW + 10 * MINUTES; at += MINUTES) {
        const other = new Pace(noJitter);
        other.recall(record, at);
        expect(other.pauseOf(ADD, at)).toBe(NOW + 10 * MINUTES - at);
        // It is told to slow down elsewhere.
        other.limited('GET /myself', burst(1_000), at, at);
        record = other.record(at);
      }
      const last = new Pace(noJitter);
      last.recall(record, NOW + 10 * MINUTES);
      expect(last.pauseOf(ADD, NOW + 10 * MINUTES)).toBe(0);
    },
  );

  it('believes no record of a pause that is longer', () => {
    const pace = new Pace(noJitter);
    const lane = { ceiling: 50, pausedUntil: NOW + 1e12 };
    pace.recall({ at: NOW - 60_000, pausedUntil: NOW + 1e12, lanes: { [ADD]: lane } }, NOW);
    expect(pace.pauseOf(ADD, NOW)).toBe(540_000);
  });
});

interface Site {
  /** Calls a second; the site lets a second's worth through at once. */
  readonly limit: number;
  readonly latency: number;
  readonly retryAfterMs: number | undefined;
  readonly warns: boolean;
}

/** A site with a token bucket, and as many callers as it takes: calls that got through, a second. */
function simulate(site: Site, seconds: number) {
  const pace = new Pace(noJitter);
  const underWay: {
    readonly at: number;
    readonly sentAt: number;
    readonly took: boolean;
    readonly left: number;
  }[] = [];
  let tokens = site.limit;
  let filledAt = NOW;
  const result = { through: 0, refused: 0, inPause: 0 };
  let pausedUntil = 0;
  for (let now = NOW; now < NOW + seconds * 1_000; now += 1) {
    tokens = Math.min(site.limit, tokens + ((now - filledAt) / 1_000) * site.limit);
    filledAt = now;
    while (underWay[0] !== undefined && underWay[0].at <= now) {
      const answer = underWay.shift();
      if (answer === undefined) break;
      pace.end(ADD);
      if (answer.took) {
        result.through += 1;
        pace.accepted(ADD, answer.sentAt, now);
        if (site.warns && answer.left < site.limit * 0.2) pace.nearLimit(ADD, now);
        if (site.warns) pace.left(ADD, Math.floor(answer.left), site.limit, now - answer.sentAt);
      } else {
        result.refused += 1;
        const pause = pace.limited(ADD, burst(site.retryAfterMs), answer.sentAt, now);
        pausedUntil = Math.max(pausedUntil, now + pause);
      }
    }
    while (pace.waitFor(ADD, now) <= 0) {
      pace.start(ADD, now);
      if (now < pausedUntil) result.inPause += 1;
      const took = tokens >= 1;
      if (took) tokens -= 1;
      underWay.push({ at: now + site.latency, sentAt: now, took, left: tokens });
    }
  }
  return result;
}

describe('a limit that nobody announced', () => {
  it.each([
    { limit: 100, latency: 120, retryAfterMs: 1_000, warns: false },
    { limit: 100, latency: 400, retryAfterMs: 1_000, warns: false },
    { limit: 100, latency: 400, retryAfterMs: 1_000, warns: true },
    { limit: 100, latency: 1_000, retryAfterMs: 1_000, warns: true },
    { limit: 40, latency: 120, retryAfterMs: 1_000, warns: false },
    { limit: 40, latency: 400, retryAfterMs: 1_000, warns: true },
    { limit: 40, latency: 120, retryAfterMs: undefined, warns: false },
    { limit: 10, latency: 120, retryAfterMs: 2_000, warns: false },
  ])(
    '$limit/s at $latency ms, after $retryAfterMs, warned: $warns: is found and kept to',
    (site) => {
      const { through, refused, inPause } = simulate(site, 60);
      expect(inPause).toBe(0);
      expect(through / (site.limit * 60)).toBeGreaterThan(site.limit < 40 ? 0.91 : 0.96);
      expect(refused / through).toBeLessThan(0.03);
    },
  );
});
