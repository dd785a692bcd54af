import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { isShorter } from './shorter';
import { endOfTerm, type Term } from './term';

const NOW = 1_800_000_000_000;
const at = (ms: number): Term => ({ kind: 'until', at: NOW + ms });
const days = (number: number): Term => ({ kind: 'days', days: number });
const hours = (number: number): Term => ({ kind: 'hours', hours: number });
const PERMANENT: Term = { kind: 'permanent' };

describe('a term is shorter than another', () => {
  test.each<[string, Term, Term, boolean]>([
    ['fewer days', days(7), days(30), true],
    ['as many days', days(7), days(7), false],
    ['more days', days(8), days(7), false],
    ['hours instead of days', hours(23), days(1), true],
    ['the same in other words', hours(24), days(1), false],
    ['any end instead of none', days(365), PERMANENT, true],
    ['none instead of an end', PERMANENT, days(1), false],
    ['none instead of none', PERMANENT, PERMANENT, false],
    ['a time before the days are over', at(DAY), days(7), true],
    ['a time after the days are over', at(8 * DAY), days(7), false],
    ['an earlier time', at(HOUR), at(DAY), true],
    ['a later time', at(DAY + MINUTE), at(DAY), false],
    ['days instead of a time: who knows when they begin', days(1), at(7 * DAY), false],
  ])('%s', (_, one, other, expected) => {
    expect(isShorter(one, other, NOW)).toBe(expected);
  });

  const terms = fc.oneof(
    fc.constant(PERMANENT),
    fc.integer({ min: 1, max: 72 }).map(hours),
    fc.integer({ min: 1, max: 10 }).map(days),
    fc.integer({ min: 1, max: 240 }).map((number) => at(number * HOUR)),
  );

  test('then it ends sooner, however late it is given', () => {
    fc.assert(
      fc.property(terms, terms, fc.integer({ min: 0, max: 240 }), (one, other, later) => {
        if (!isShorter(one, other, NOW)) return;
        const given = NOW + later * HOUR;
        const ends = endOfTerm(one, given) ?? Number.POSITIVE_INFINITY;
        const asked = endOfTerm(other, given) ?? Number.POSITIVE_INFINITY;
        expect(ends).toBeLessThan(asked);
      }),
    );
  });
});
