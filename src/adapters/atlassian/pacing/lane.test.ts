import { describe, expect, test } from 'vitest';
import {
  type Lane,
  newLane,
  noteBorne,
  noteLeft,
  noteLimit,
  noteNearLimit,
  noteStart,
} from './lane';

const NOW = 1_000_000;
const lane = (over: Partial<Lane> = {}): Lane => ({ ...newLane('GET /group/member'), ...over });
/** After so many calls that the site took, in so many seconds, at this rate. */
const counted = (accepted: number, seconds: number, over: Partial<Lane> = {}) =>
  lane({ accepted, since: NOW - seconds * 1_000, rate: 50, ...over });

test('a lane begins at four fifths of what Jira is said to bear of its kind', () => {
  const rates = ['GET /a', 'POST /a', 'PUT /a', 'DELETE /a', 'x GET /a'].map(
    (name) => newLane(name).rate,
  );
  expect(rates.map((rate) => Number(rate.toFixed(1)))).toEqual([77.6, 77.6, 38.8, 38.8, 38.8]);
});

describe('a call that the site took', () => {
  const rateAfter = (one: Lane, sentAt = NOW, now = NOW) => {
    noteBorne(one, sentAt, now);
    return one.rate;
  };

  test('makes it faster by half a call, up to the most that there is', () => {
    expect(rateAfter(lane({ rate: 50 }))).toBe(50.5);
    expect(rateAfter(lane({ rate: 96.8 }))).toBe(97);
  });

  test('and up to just below a limit that is known; beyond it the slower, the sooner after that', () => {
    expect(rateAfter(lane({ rate: 59.5, ceiling: 60 }))).toBeCloseTo(59.7, 6);
    expect(rateAfter(lane({ rate: 59.7, ceiling: 60, slowedAt: NOW - 20_000 }))).toBeCloseTo(
      59.7 + (0.005 * 20) / 59.7,
      6,
    );
  });

  test('counts where it was sent after the last limit, and from the first answer on', () => {
    const one = lane({ limitedAt: NOW });
    noteBorne(one, NOW, NOW + 5);
    expect([one.accepted, one.since]).toEqual([0, undefined]);
    noteBorne(one, NOW + 1, NOW + 6);
    noteBorne(one, NOW + 2, NOW + 9);
    expect([one.accepted, one.since]).toEqual([2, NOW + 6]);
  });
});

describe('one call too many', () => {
  const ceilingAfter = (one: Lane, pause = 0) => {
    noteLimit(one, NOW, pause);
    return one.ceiling;
  };

  test('says what the site bears: what it took, and had in store', () => {
    expect(ceilingAfter(counted(60, 1))).toBeCloseTo(60.5 / 2, 6);
    expect(ceilingAfter(counted(60, 2, { store: 0 }))).toBeCloseTo(60.5 / 2, 6);
    expect(ceilingAfter(counted(10, 1))).toBeCloseTo(10.5 / 2, 6);
  });

  test('or halves the rate, where there were too few to tell, and keeps within bounds', () => {
    expect(ceilingAfter(counted(9, 1))).toBe(25);
    expect(ceilingAfter(lane({ rate: 50 }))).toBe(25);
    expect(ceilingAfter(lane({ rate: 0.6 }))).toBe(0.5);
    expect(ceilingAfter(counted(500, 0.5))).toBe(97);
  });

  test('begins the count anew, with what a pause fills up', () => {
    const one = counted(60, 1);
    noteLimit(one, NOW, 500);
    expect(one).toMatchObject({
      accepted: 0,
      since: undefined,
      limitedAt: NOW,
      slowedAt: NOW,
      store: 0.5,
    });
    expect(one.credit).toBeCloseTo(0.5 * one.rate * 0.95 - 1, 6);
    expect(one.rate).toBeCloseTo((60.5 / 2) * 0.995, 6);
    noteLimit(one, NOW, 9_000);
    expect(one.store).toBe(1);
    noteLimit(one, NOW, 0);
    expect([one.store, one.credit]).toEqual([0, 0]);
  });
});

describe('a warning', () => {
  const warned = (one: Lane) => {
    noteNearLimit(one, NOW);
    return one;
  };

  test('says what the site bears, as a fifth of its store is left, once in five seconds', () => {
    const one = warned(counted(60, 1));
    expect(one.ceiling).toBeCloseTo(60.5 / 1.8, 6);
    expect(one.warnedAt).toBe(NOW);
    expect(warned(counted(60, 2, { store: 0.1 })).ceiling).toBeCloseTo(60.5 / 2, 6);
    expect(warned(counted(60, 1, { warnedAt: NOW - 4_999 })).ceiling).toBeUndefined();
  });

  test('a second one of the same count makes it slower by a twentieth', () => {
    const one = warned(counted(600, 10, { warnedAt: NOW - 5_000 }));
    expect(one.ceiling).toBeCloseTo(50 * 0.95, 6);
  });

  test('makes nothing slower where there is nothing to tell from, or it is slow enough', () => {
    for (const one of [counted(9, 1), counted(900, 1)]) {
      const { rate } = one;
      expect([warned(one).ceiling, one.rate]).toEqual([undefined, rate]);
    }
  });
});

describe('what is left, by the site’s word', () => {
  test('may be spent, but for what is under way, kept for others, or not certain', () => {
    const one = lane({ rate: 50, underWay: 3 });
    noteLeft(one, 40, 100, 200);
    expect(one).toMatchObject({ quickest: 200, spread: 0 });
    expect(one.credit).toBeCloseTo(40 + 0.2 * 50 - 3 - 5, 6);
    noteLeft(one, 40, 100, 300);
    expect(one.quickest).toBeCloseTo(202, 6);
    expect(one.spread).toBeCloseTo(98, 6);
    expect(one.credit).toBeCloseTo(40 + 0.202 * 50 - 3 - 5 - 0.098 * 50, 6);
    noteLeft(one, 40, 100, 202);
    expect(one.spread).toBeCloseTo(98 * 0.98, 6);
    noteLeft(one, 0, 100, 202);
    expect(one.credit).toBeGreaterThanOrEqual(0);
    const full = lane({ rate: 50 });
    noteLeft(full, 100, 100, 0);
    expect(full.credit).toBe(95);
  });

  test('is spent four times as fast as the rate, and then at the rate', () => {
    const one = lane({ rate: 50, credit: 1.5 });
    expect([noteStart(one), one.credit, one.underWay]).toEqual([5, 0.75, 1]);
    expect([noteStart(one), one.credit, one.underWay]).toEqual([20, 0.75, 2]);
  });
});
