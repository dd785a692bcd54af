import { describe, expect, it } from 'vitest';
import { AT_WORK, LISTED, pollDelay, WAITING } from './poll-delay';

describe('pollDelay', () => {
  it('starts at half a second, and again whenever something moves', () => {
    expect(pollDelay(AT_WORK, undefined, false)).toBe(500);
    expect(pollDelay(AT_WORK, 2_000, true)).toBe(500);
  });

  it('grows to two seconds while nothing moves, and no further', () => {
    const delays = [500];
    for (let look = 0; look < 6; look += 1) {
      delays.push(pollDelay(AT_WORK, delays.at(-1), false));
    }
    expect(delays).toEqual([500, 700, 980, 1_372, 1_921, 2_000, 2_000]);
  });

  it('looks less often while a person is waited for', () => {
    expect(pollDelay(WAITING, undefined, false)).toBe(3_000);
    expect(pollDelay(WAITING, 25_000, false)).toBe(30_000);
    expect(pollDelay(LISTED, undefined, false)).toBe(15_000);
    expect(pollDelay(LISTED, 100_000, false)).toBe(120_000);
  });
});
