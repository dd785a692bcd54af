import { describe, expect, test } from 'vitest';
import { allowanceOf, allowanceUntil, isUsedUp } from './allowance';

const clockAt = (now: number) => ({ now: () => now, sleep: async () => undefined });

describe('an allowance', () => {
  test('is used up by every call to the site, with a quarter left for reading back', () => {
    let made = 0;
    const allowance = allowanceOf(1_000, 15, () => made);
    expect(allowance.calls).toBe(1_125);
    made = 1_124;
    expect(isUsedUp(allowance, clockAt(0))).toBe(false);
    made = 1_125;
    expect(isUsedUp(allowance, clockAt(0))).toBe(true);
  });

  test('ends at its deadline', () => {
    const allowance = allowanceOf(1_000, 1, () => 0);
    expect(isUsedUp(allowance, clockAt(999))).toBe(false);
    expect(isUsedUp(allowance, clockAt(1_000))).toBe(true);
  });

  test('is shared by its part with an earlier end', () => {
    let made = 0;
    const whole = allowanceOf(1_000, 1, () => made);
    const part = allowanceUntil(whole, 500);
    expect(isUsedUp(part, clockAt(500))).toBe(true);
    made = 75;
    expect([isUsedUp(part, clockAt(0)), isUsedUp(whole, clockAt(0))]).toEqual([true, true]);
    part.pauseUntil = 700;
    expect(whole.pauseUntil).toBe(700);
    expect(allowanceUntil(whole, 2_000).deadline).toBe(1_000);
  });
});
