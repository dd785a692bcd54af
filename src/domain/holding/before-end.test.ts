import { describe, expect, test } from 'vitest';
import type { Grant } from '../grant/grant';
import { DAY, HOUR, type Instant, MINUTE } from '../lib/time';
import {
  asToldBeforeEnd,
  isSoonToTell,
  isToldBy,
  isToTellBeforeEnd,
  tellBeforeEndAt,
  timesBeforeEnd,
} from './before-end';
import { type Holding, workOf } from './holding';

/** Noon of a day, so that a day begins twelve hours before. */
const NOON = Date.UTC(2026, 0, 5, 12);
const at = (...times: readonly string[]) => times.map((time) => Date.parse(time));

describe('before an end, it is told', () => {
  test.each<[string, number, readonly Instant[]]>([
    ['nothing of 20 minutes', 20 * MINUTE, []],
    ['nothing of just under four hours', 4 * HOUR - 1, []],
    ['an hour before, of four hours', 4 * HOUR, at('2026-01-05T15:00Z')],
    ['two hours before, of eight', 8 * HOUR, at('2026-01-05T18:00Z')],
    ['six hours before, of a day', DAY, at('2026-01-06T06:00Z')],
    ['eighteen hours before, of three days', 3 * DAY, at('2026-01-07T18:00Z')],
    ['on the day before, of four', 4 * DAY, at('2026-01-08T00:00Z')],
    ['a quarter before, of fourteen days', 14 * DAY, at('2026-01-16T00:00Z')],
    ['once, of just under 28 days', 28 * DAY - MINUTE, at('2026-01-26T00:00Z')],
    ['twice, of 28 days', 28 * DAY, at('2026-01-26T00:00Z', '2026-02-01T00:00Z')],
    ['seven days and a day before, of 30', 30 * DAY, at('2026-01-28T00:00Z', '2026-02-03T00:00Z')],
    ['the same, of a year', 365 * DAY, at('2026-12-29T00:00Z', '2027-01-04T00:00Z')],
  ])('%s', (_, term, times) => {
    expect(timesBeforeEnd(NOON, NOON + term)).toEqual(times);
  });

  test('never before it was given, nor less than an hour before it ends, whatever the term', () => {
    for (let term = HOUR; term < 60 * DAY; term += 7 * HOUR + 13 * MINUTE) {
      const times = timesBeforeEnd(NOON, NOON + term);
      for (const time of times) {
        expect(time).toBeGreaterThan(NOON);
        expect(time).toBeLessThanOrEqual(NOON + term - HOUR);
      }
      expect(times.length).toBeLessThanOrEqual(2);
      expect(new Set(times).size).toBe(times.length);
    }
  });
});

const END = NOON + 30 * DAY;
const FIRST = Date.parse('2026-01-28T00:00Z');
const SECOND_TIME = Date.parse('2026-02-03T00:00Z');
const grant = (over: Partial<Grant> = {}): Grant => ({
  requestId: 'r',
  block: 0,
  issueKey: 'WEB-1',
  size: 1,
  grantedAt: NOON,
  endsAt: END,
  ...over,
});
const holding = (grants: readonly Grant[], over: Partial<Holding> = {}): Holding => ({
  connectionId: 'c',
  entitlement: { kind: 'group', groupId: 'g', name: 'frontend' },
  subject: { kind: 'person', accountId: 'sam', displayName: 'Sam' },
  revision: 3,
  grants,
  ended: [],
  work: workOf(grants),
  ...over,
});

describe('what is told of an end', () => {
  const one = holding([grant()]);

  test('is due at each of its times, and each once', () => {
    expect(isToTellBeforeEnd(one, FIRST - 1)).toBe(false);
    expect(isToTellBeforeEnd(one, FIRST)).toBe(true);
    const told = asToldBeforeEnd(one, 'a', FIRST);
    expect(told.revision).toBe(4);
    expect(isToTellBeforeEnd(told, SECOND_TIME - 1)).toBe(false);
    expect(isToTellBeforeEnd(told, SECOND_TIME)).toBe(true);
    const again = asToldBeforeEnd(told, 'b', SECOND_TIME);
    expect(tellBeforeEndAt(again)).toBeUndefined();
    expect([isToldBy(again, 'a', SECOND_TIME), isToldBy(again, 'b', SECOND_TIME)]).toEqual([
      false,
      true,
    ]);
  });

  test('is told once where nobody came to it before both were due, whatever a clock says later', () => {
    const told = asToldBeforeEnd(one, 'a', SECOND_TIME + HOUR);
    expect(tellBeforeEndAt(told)).toBeUndefined();
    expect(isToTellBeforeEnd(told, FIRST)).toBe(false);
  });

  test('is told once where both are due at that very moment', () => {
    expect(tellBeforeEndAt(asToldBeforeEnd(one, 'a', SECOND_TIME))).toBeUndefined();
  });

  test('is not noted where nothing is to be told, or all was', () => {
    const forGood = holding([grant({ endsAt: undefined })]);
    expect(asToldBeforeEnd(forGood, 'a', FIRST)).toBe(forGood);
    const all = asToldBeforeEnd(one, 'a', SECOND_TIME);
    expect(asToldBeforeEnd(all, 'b', SECOND_TIME)).toBe(all);
  });

  test('is still so while it is about to end, and was undertaken by just that telling', () => {
    expect(isToldBy(one, 'a', FIRST)).toBe(false);
    const told = asToldBeforeEnd(one, 'a', FIRST);
    expect([FIRST, END - 1, END].map((at) => isToldBy(told, 'a', at))).toEqual([true, true, false]);
    const leaver = { ...told, grants: [grant({ leaver: true })] };
    expect(isToldBy(leaver, 'a', FIRST)).toBe(false);
  });

  test('is nothing once it is over, and nothing of it was told where it has moved', () => {
    expect(isToTellBeforeEnd(one, END)).toBe(false);
    const told = asToldBeforeEnd(one, 'a', FIRST);
    const longer = holding([grant({ grantedAt: NOON + 25 * DAY, endsAt: END + 30 * DAY })], {
      ...(told.toldBeforeEnd && { toldBeforeEnd: told.toldBeforeEnd }),
    });
    expect(isToldBy(longer, 'a', FIRST)).toBe(false);
    expect(isToTellBeforeEnd(longer, SECOND_TIME)).toBe(false);
    expect(isToTellBeforeEnd(longer, FIRST + 30 * DAY)).toBe(true);
  });

  const stuck = { state: 'stuck', cause: 'noAnswer', tries: 1, nextTryAt: END } as const;
  test.each<[string, Holding]>([
    ['has no end', holding([grant({ endsAt: undefined })])],
    ['goes on for good beside it', holding([grant(), grant({ block: 1, endsAt: undefined })])],
    ['was returned', holding([grant({ returned: true, endsAt: FIRST, termEndsAt: END })])],
    ['is a leaver’s', holding([grant({ leaver: true })])],
    ['is a leaver’s beside others', holding([grant({ leaver: true }), grant({ block: 1 })])],
    ['is not proved to be the app’s', holding([grant({ unproved: true })])],
    ['is missing', holding([grant()], { work: stuck as never, missingSince: NOON })],
    [
      'is being settled',
      holding([grant()], { work: { state: 'settling', until: END, sent: false, tries: 0 } }),
    ],
    ['is over', holding([])],
  ])('is nothing of what %s', (_, other) => {
    expect(tellBeforeEndAt(other)).toBeUndefined();
    expect(isToTellBeforeEnd(other, SECOND_TIME)).toBe(false);
  });

  test('is something of what is proved of one of several', () => {
    const half = holding([grant({ unproved: true }), grant({ block: 1 })]);
    expect(tellBeforeEndAt(half)).toBe(FIRST);
  });

  test.each([
    ['a day before its time', FIRST - DAY, true],
    ['earlier', FIRST - DAY - 1, false],
    ['within a day of its end', END - HOUR, true],
    ['at its end', END, false],
  ])('comes with another %s: %s', (_, when, isSoon) => {
    expect(isSoonToTell(one, when)).toBe(isSoon);
  });

  test('goes by the grant that goes on longest', () => {
    const two = holding([grant({ endsAt: NOON + 2 * DAY }), grant({ block: 1 })]);
    expect(tellBeforeEndAt(two)).toBe(FIRST);
  });
});
