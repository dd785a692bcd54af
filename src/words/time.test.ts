import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/lib/time';
import { makeLanguage } from './language';
import { language, speak } from './say';
import { ago, date, dateAndTime, duration, wait } from './time';

const now = Date.UTC(2026, 10, 25, 10);

describe('ago', () => {
  it.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [MINUTE, '1 minute ago'],
    [59 * MINUTE, '59 minutes ago'],
    [3 * HOUR, '3 hours ago'],
    [26 * HOUR, '1 day ago'],
    [59 * DAY, '59 days ago'],
    [90 * DAY, '3 months ago'],
    [-2 * HOUR, 'in 2 hours'],
  ])('%d ms: %s', (distance, expected) => {
    expect(ago(now - distance, now)).toBe(expected);
  });
});

describe('date and time', () => {
  const instant = Date.parse('2026-12-09T13:05:00Z');
  const before = language();
  afterEach(() => speak(before));

  it('is of the reader’s time zone', () => {
    speak(makeLanguage({ locale: 'en-GB', timeZone: 'Europe/Berlin' }));
    expect(date(instant)).toBe('9 Dec 2026');
    expect(dateAndTime(instant)).toBe('9 Dec 2026, 14:05');
  });

  it('names the zone where it is not known who reads', () => {
    expect(date(instant)).toBe('9 Dec 2026');
    expect(dateAndTime(instant)).toBe('9 Dec 2026, 13:05 UTC');
  });
});

describe('wait', () => {
  it('rounds up, so that nobody comes too early', () => {
    expect(wait(0.2)).toBe('1 second');
    expect(wait(89)).toBe('89 seconds');
    expect(wait(121)).toBe('3 minutes');
    expect(wait(2 * 3_600 + 1)).toBe('3 hours');
  });
});

describe('duration', () => {
  it.each([
    [2 * MINUTE, '2 minutes'],
    [HOUR, '1 hour'],
    [3 * DAY, '3 days'],
  ])('%d ms: %s', (milliseconds, expected) => {
    expect(duration(milliseconds)).toBe(expected);
  });
});
