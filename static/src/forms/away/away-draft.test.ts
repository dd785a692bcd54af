import { describe, expect, it } from 'vitest';
import type { Person } from '#domain/action/person';
import { DAY } from '#domain/lib/time';
import { type AwayDraft, awayFaults, awayRules } from './away-draft';

const NOW = Date.UTC(2026, 11, 1);
const liam: Person = { accountId: 'acc-liam', displayName: 'Liam Chen' };
const draft = (from: number, until: number, deputy = [liam]): AwayDraft => ({
  deputy,
  from: NOW + from * DAY,
  until: NOW + until * DAY,
});

describe('what is wrong with when somebody is away is said at its field', () => {
  it.each<[string, AwayDraft, Partial<Record<keyof AwayDraft, RegExp>>]>([
    ['as it begins', draft(0, 7), {}],
    ['begun already', draft(-1, 60), {}],
    ['nobody is chosen', draft(0, 7, []), { deputy: /^Choose who/ }],
    ['over', draft(-9, -1), { until: /in the future\.$/ }],
    ['backwards', draft(9, 8), { until: /later than its beginning/ }],
    ['too long', draft(1, 62), { until: /within 60 days of its beginning/ }],
    ['too long from now', draft(-30, 61), { until: /within 60 days/ }],
    ['too far ahead', draft(61, 62), { from: /within 60 days from now/ }],
    ['without a beginning', draft(Number.NaN, 7), { from: /^Enter a date/ }],
    ['without an end', draft(0, Number.NaN), { until: /^Enter a date/ }],
    ['without either', draft(Number.NaN, Number.NaN), { from: /^Enter/, until: /^Enter/ }],
  ])('%s', (_, typed, expected) => {
    const rules = awayRules(NOW);
    for (const field of ['deputy', 'from', 'until'] as const) {
      const said = rules[field]?.(typed);
      const wanted = expected[field];
      if (wanted === undefined) expect(said).toBeUndefined();
      else expect(said).toMatch(wanted);
    }
  });

  it('what only the app finds out as well', () => {
    expect(awayFaults({ code: 'standIn', refusal: { code: 'oneself' } })).toEqual({
      deputy: 'Choose another person.',
    });
    expect(awayFaults({ code: 'unreachable' })).toEqual({});
  });
});
