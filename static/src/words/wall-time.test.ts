import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt, wallTime } from './wall-time';

test.each<[string, string | undefined, string]>([
  ['2026-12-09T14:05', 'UTC', '2026-12-09T14:05:00.000Z'],
  ['2026-12-09T14:05', 'Europe/Berlin', '2026-12-09T13:05:00.000Z'],
  ['2026-07-09T14:05', 'Europe/Berlin', '2026-07-09T12:05:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-12-09T00:10', 'America/New_York', '2026-12-09T05:10:00.000Z'],
  ['2026-12-09T23:10', 'Asia/Kathmandu', '2026-12-09T17:25:00.000Z'],
])('%s in %s is %s', (shown, zone, instant) => {
  expect(new Date(instantAt(shown, zone)).toISOString()).toBe(instant);
  expect(wallTime(Date.parse(instant), zone)).toBe(shown);
});

test('what a clock skips is an hour beside it', () => {
  const skipped = instantAt('2026-03-29T02:30', 'Europe/Berlin');
  expect(['2026-03-29T01:30', '2026-03-29T03:30']).toContain(wallTime(skipped, 'Europe/Berlin'));
});

test.each(['', 'tomorrow', '2026-13-01T10:00'])('%j is no time', (shown) => {
  expect(instantAt(shown, 'UTC')).toBeNaN();
});

test('what is shown of an instant is read as the same, or shown twice', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/London',
    'America/St_Johns',
    'Pacific/Apia',
    'Asia/Tokyo',
  );
  const minutes = fc.integer({ min: 25_000_000, max: 60_000_000 });
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const shown = wallTime(minute * 60_000, zone);
      expect(wallTime(instantAt(shown, zone), zone)).toBe(shown);
    }),
  );
});
