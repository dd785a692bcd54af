import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../lib/time';
import { isShorter } from './shorter';
import { endOfTerm, type Term } from './term';

const NOW = 1_800_000_000_000;
const at = (ms: number): Term => ({ kind: 'until', at: NOW + ms });
const days = (number: number): Term => ({ kind: 'days', days: number });
const hours = (number: number): Term => ({ kind: 'hours', hours: number });
const withIssue = (issueId: string, ms: number): Term => ({
  kind: 'workItem',
  issueId,
  issueKey: `WEB-${issueId}`,
  at: NOW + ms,
});
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
    ['a work item, and an earlier time', withIssue('1', HOUR), at(DAY), true],
    ['a work item, and a later time', withIssue('1', 2 * DAY), at(DAY), false],
    ['an earlier time of the same work item', withIssue('1', HOUR), withIssue('1', DAY), true],
    ['an earlier time of another work item', withIssue('2', HOUR), withIssue('1', DAY), false],
    [
      'a time instead of a work item, which may be done before',
      at(HOUR),
      withIssue('1', DAY),
      false,
    ],
    ['days instead of a work item', days(1), withIssue('1', 7 * DAY), false],
  ])('%s', (_, one, other, expected) => {
    expect(isShorter(one, other, NOW)).toBe(expected);
  });

  const terms = fc.oneof(
    fc.constant(PERMANENT),
    fc.integer({ min: 1, max: 72 }).map(hours),
    fc.integer({ min: 1, max: 10 }).map(days),
    fc.integer({ min: 1, max: 240 }).map((number) => at(number * HOUR)),
    fc
      .tuple(fc.constantFrom('1', '2'), fc.integer({ min: 1, max: 240 }))
      .map(([issue, number]) => withIssue(issue, number * HOUR)),
  );

  test('then it ends sooner, whenever a work item is done', () => {
    const done = fc.integer({ min: 0, max: 240 });
    fc.assert(
      fc.property(terms, terms, done, done, (one, other, first, second) => {
        if (!isShorter(one, other, NOW)) return;
        const doneAt: Readonly<Record<string, number>> = { 1: first, 2: second };
        const end = (term: Term) => {
          const latest = endOfTerm(term, NOW) ?? Number.POSITIVE_INFINITY;
          if (term.kind !== 'workItem') return latest;
          return Math.min(latest, NOW + (doneAt[term.issueId] ?? 0) * HOUR);
        };
        expect(end(one)).toBeLessThanOrEqual(end(other));
      }),
    );
  });

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
