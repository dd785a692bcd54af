import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { failedReport, isToTellOf, NOT_REPORTED, pauseOfRefused, readCycle } from './reporting';

describe('how long a cycle is', () => {
  test.each([
    ['7', 7 * DAY],
    ['604800', 7 * DAY],
    ['604800000', 7 * DAY],
    ['P7D', 7 * DAY],
    ['PT36H', 36 * HOUR],
    ['P1DT12H', 36 * HOUR],
    [' p14d ', 14 * DAY],
    // Never more often than a day, nor more seldom than a quarter of a year.
    ['3600', DAY],
    ['PT1H', DAY],
    ['366', 90 * DAY],
  ])('%j', (header, cycle) => {
    expect(readCycle(header)).toBe(cycle);
  });

  test.each([undefined, '', '0', '-7', 'weekly', 'P', '7 days', '1e9'])(
    '%j says nothing',
    (header) => {
      expect(readCycle(header)).toBeUndefined();
    },
  );
});

describe('a report that fails', () => {
  test('is tried again after ever longer pauses, up to a day, and no sooner than the answer asks', () => {
    let reporting = NOT_REPORTED;
    const pauses: number[] = [];
    for (let at = 0; pauses.length < 12; at += DAY) {
      const failing = failedReport(reporting, 'unavailable', undefined, at);
      pauses.push(failing.nextTryAt - at);
      reporting = { ...reporting, failing };
    }
    expect(pauses.slice(0, 4)).toEqual([5, 10, 20, 40].map((minutes) => minutes * MINUTE));
    expect(pauses.at(-1)).toBe(DAY);
    expect(reporting.failing?.since).toBe(0);
    expect(failedReport(NOT_REPORTED, 'unavailable', HOUR, 0).nextTryAt).toBe(HOUR);
  });

  test('is told once it has failed for a day', () => {
    const failing = failedReport(NOT_REPORTED, 'refused', undefined, 0);
    expect([isToTellOf(failing, DAY - 1), isToTellOf(failing, DAY)]).toEqual([false, true]);
  });

  test('for one account alone is tried again after days, up to a cycle', () => {
    expect([0, 1, 2, 9].map(pauseOfRefused)).toEqual([1, 2, 4, 7].map((many) => many * DAY));
  });
});

test.each([
  ['a fraction', 400_000.5, 400_001],
  ['years', 1_000 * DAY, 7 * DAY],
  ['no number that is kept', Number.POSITIVE_INFINITY, 7 * DAY],
])('the pause of a failed report has an end, where the answer asks for %s', (_, asked, pause) => {
  expect(failedReport(NOT_REPORTED, 'unavailable', asked, 10).nextTryAt).toBe(10 + pause);
});
