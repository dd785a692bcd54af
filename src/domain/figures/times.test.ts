import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TIMES_FROM, timesOf } from './times';

test.each([
  [[], undefined],
  [[1, 2, 3, 4], undefined],
  [[5, 1, 4, 2, 3], { median: 3, ninety: 5, count: 5 }],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { median: 5, ninety: 9, count: 10 }],
  [[0, 0, 0, 0, 0], { median: 0, ninety: 0, count: 5 }],
])('of %j', (durations, times) => {
  expect(timesOf(durations)).toEqual(times);
});

test('half of them took no longer than the median, and nine of ten no longer than the other', () => {
  const some = fc.array(fc.nat(1_000_000), { minLength: TIMES_FROM });
  fc.assert(
    fc.property(some, (durations) => {
      const times = timesOf(durations);
      const within = (most = 0) => durations.filter((one) => one <= most).length;
      const below = (most = 0) => durations.filter((one) => one < most).length;
      expect(within(times?.median)).toBeGreaterThanOrEqual(durations.length / 2);
      expect(below(times?.median)).toBeLessThan(durations.length / 2);
      expect(within(times?.ninety)).toBeGreaterThanOrEqual(durations.length * 0.9);
      expect(below(times?.ninety)).toBeLessThan(durations.length * 0.9);
    }),
  );
});
