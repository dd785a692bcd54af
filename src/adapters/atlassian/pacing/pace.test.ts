import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

const NOW = 1_000_000;
const ADD = 'POST /group/user';
const READ = 'GET /group/member';
const noJitter = () => 0;

describe('the pace of a site', () => {
  it('spaces calls of one lane, and lets another start at once', () => {
    const pace = new Pace(noJitter);
    expect(pace.reserve(ADD, NOW)).toBe(0);
    expect(pace.reserve(ADD, NOW)).toBe(50);
    expect(pace.reserve(ADD, NOW)).toBe(100);
    expect(pace.reserve(READ, NOW)).toBe(0);
  });

  it('pauses the whole site for a quota, and one lane for a burst', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, { retryAfterMs: 2_000, scope: 'endpoint' }, NOW);
    expect(pace.waitFor(ADD, NOW)).toBe(2_000);
    expect(pace.waitFor(READ, NOW)).toBe(0);
    pace.limited(READ, { retryAfterMs: 3_000, scope: 'site' }, NOW);
    expect(pace.waitFor(ADD, NOW)).toBe(3_000);
    expect(pace.waitFor('DELETE /group/user', NOW)).toBe(3_000);
    expect(pace.waitFor(ADD, NOW + 3_000)).toBe(0);
  });

  it('doubles the pause as long as no time is given, and starts over after a success', () => {
    const pace = new Pace(noJitter);
    const limit = { retryAfterMs: undefined, scope: 'site' } as const;
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map(() => pace.limited(ADD, limit, NOW));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    pace.succeeded(ADD);
    expect(pace.limited(ADD, limit, NOW)).toBe(1_000);
  });

  it('halves the rate at a limit and wins it back step by step', () => {
    const pace = new Pace(noJitter);
    pace.limited(ADD, { retryAfterMs: 0, scope: 'endpoint' }, NOW);
    const spacing = () => {
      pace.reserve(ADD, NOW);
      return pace.waitFor(ADD, NOW);
    };
    expect(spacing()).toBe(100);
    for (let times = 0; times < 20; times += 1) pace.succeeded(ADD);
    expect(spacing()).toBe(150);
  });

  it('never waits less than the site asked for, and at most a tenth more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom('site', 'endpoint', 'issue'),
        (retryAfterMs, random, scope) => {
          const pace = new Pace(() => random);
          pace.limited(ADD, { retryAfterMs, scope }, NOW);
          const wait = pace.waitFor(ADD, NOW);
          expect(wait).toBeGreaterThanOrEqual(retryAfterMs);
          expect(wait).toBeLessThanOrEqual(Math.ceil(retryAfterMs * 1.1) + 1);
        },
      ),
    );
  });

  it('stays within its bounds whatever the site says', () => {
    const said = fc.constantFrom('succeeded', 'limited', 'nearLimit');
    fc.assert(
      fc.property(fc.array(said, { maxLength: 400 }), (answers) => {
        const pace = new Pace(noJitter);
        for (const one of answers) {
          if (one === 'limited') pace.limited(ADD, { retryAfterMs: 0, scope: 'endpoint' }, NOW);
          else pace[one](ADD);
        }
        pace.reserve(ADD, NOW);
        const spacing = pace.waitFor(ADD, NOW);
        expect(spacing).toBeGreaterThanOrEqual(1_000 / 90);
        expect(spacing).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});
