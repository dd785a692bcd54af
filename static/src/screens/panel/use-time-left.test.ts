import { describe, expect, it } from 'vitest';
import { leftInWords, timeLeft } from './use-time-left';

describe('timeLeft', () => {
  it('goes on as it went', () => {
    expect(
      timeLeft([
        { at: 0, left: 100 },
        { at: 5_000, left: 50 },
      ]),
    ).toBe(5_000);
    expect(
      timeLeft([
        { at: 0, left: 100 },
        { at: 5_000, left: 90 },
      ]),
    ).toBe(45_000);
  });

  it('says nothing before it can', () => {
    expect(timeLeft([])).toBeUndefined();
    expect(timeLeft([{ at: 0, left: 100 }])).toBeUndefined();
    expect(
      timeLeft([
        { at: 0, left: 100 },
        { at: 1_000, left: 50 },
      ]),
    ).toBeUndefined();
    expect(
      timeLeft([
        { at: 0, left: 100 },
        { at: 9_000, left: 100 },
      ]),
    ).toBeUndefined();
    expect(
      timeLeft([
        { at: 0, left: 100 },
        { at: 9_000, left: 0 },
      ]),
    ).toBeUndefined();
  });
});

describe('leftInWords', () => {
  it.each([
    [5_000, 'Less than a minute left.'],
    [62_000, 'About a minute left.'],
    [170_000, 'About 3 minutes left.'],
  ])('%d ms', (milliseconds, words) => {
    expect(leftInWords(milliseconds)).toBe(words);
  });
});
