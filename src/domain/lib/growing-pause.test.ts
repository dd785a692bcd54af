import { describe, expect, test } from 'vitest';
import { pauseAfter, pauseOfTry } from './growing-pause';
import { DAY, HOUR, MINUTE, SECOND } from './time';

describe('what has failed is left alone', () => {
  test.each([
    ['just now', 0, 5 * MINUTE],
    ['less than the shortest pause ago', 4 * MINUTE, 5 * MINUTE],
    ['an hour ago', HOUR, HOUR],
    ['as long ago as the longest pause', 6 * HOUR, 6 * HOUR],
    ['a day ago', DAY, 6 * HOUR],
    // Clocks of two machines differ.
    ['in a moment that is still to come', -MINUTE, 5 * MINUTE],
  ])('where it first failed %s', (_, ago, pause) => {
    expect(pauseAfter(DAY, DAY + ago)).toBe(pause);
  });

  test('twice as long with each try, up to the most, however often', () => {
    const pauses = [0, 1, 2, 3, 4, 41, 2_000].map((tries) =>
      pauseOfTry(tries, SECOND, 10 * SECOND),
    );
    expect(pauses.map((pause) => pause / SECOND)).toEqual([1, 2, 4, 8, 10, 10, 10]);
    expect(Number.isFinite(pauseOfTry(5_000, SECOND, Number.POSITIVE_INFINITY))).toBe(true);
  });
});
