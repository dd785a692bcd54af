import { describe, expect, test } from 'vitest';
import { frontend } from '../../../tests/support/samples';
import type { Verb } from '../action/action';
import { DAY, HOUR } from '../lib/time';
import type { Term } from '../term/term';
import { judgeTerm } from './judge-term';
import { FIRST_POLICY } from './policy';

const NOW = 1_800_000_000_000;
const asked = (term: Term, ...verbs: Verb[]) => ({
  ask: { changes: verbs.map((verb) => ({ verb, entitlement: frontend })) },
  term,
});

const ROWS: readonly [Term, number | undefined, string][] = [
  [{ kind: 'permanent' }, undefined, 'allowed'],
  [{ kind: 'permanent' }, 7, 'termTooLong'],
  [{ kind: 'hours', hours: 24 }, 1, 'allowed'],
  [{ kind: 'hours', hours: 25 }, 1, 'termTooLong'],
  [{ kind: 'days', days: 7 }, 7, 'allowed'],
  [{ kind: 'days', days: 8 }, 7, 'termTooLong'],
  [{ kind: 'days', days: 366 }, undefined, 'termTooLong'],
  [{ kind: 'until', at: NOW + 7 * DAY }, 7, 'allowed'],
  [{ kind: 'until', at: NOW + 7 * DAY + 1 }, 7, 'termTooLong'],
  [{ kind: 'until', at: NOW + 366 * DAY }, undefined, 'termTooLong'],
  [{ kind: 'until', at: NOW + HOUR }, undefined, 'allowed'],
  [{ kind: 'until', at: NOW }, undefined, 'termOver'],
  [{ kind: 'until', at: NOW - DAY }, 7, 'termOver'],
];

describe('judgeTerm', () => {
  test.each(ROWS)('%o, with %s days as the longest: %s', (term, longestTermDays, answer) => {
    const judged = judgeTerm(
      asked(term, 'remove', 'add'),
      { ...FIRST_POLICY, longestTermDays },
      NOW,
    );
    expect(judged.allowed ? 'allowed' : judged.why.code).toBe(answer);
  });

  test.each(ROWS)('what gives nothing has no term: %o, %s', (term, longestTermDays) => {
    const judged = judgeTerm(
      asked(term, 'remove', 'create'),
      { ...FIRST_POLICY, longestTermDays },
      NOW,
    );
    expect(judged.allowed).toBe(true);
  });
});
