import { describe, expect, test } from 'vitest';
import { DAY } from '#domain/lib/time';
import type { Term } from '#domain/term/term';
import { canBeLess, lessProblem, NOTHING_LEFT_OUT, stepsOf, termsBelow } from './less';

const frontend = { kind: 'group', groupId: 'g1', name: 'frontend' } as const;
const NOW = Date.UTC(2026, 0, 5);
const DAYS: Term = { kind: 'days', days: 30 };
const asked = {
  changes: [
    { verb: 'add', entitlement: frontend, subjectCount: 3 },
    { verb: 'add', entitlement: { ...frontend, groupId: 'g2' }, subjectCount: 2 },
  ],
  approves: [1],
  term: DAYS,
} as const;

describe('what can be left out', () => {
  test('the steps of a change follow those of the changes before it', () => {
    expect([0, 1].map((change) => stepsOf(asked, change))).toEqual([
      [0, 3],
      [3, 5],
    ]);
  });

  test.each([
    ['two lines', asked, true],
    [
      'one line with a term',
      { ...asked, approves: [0], changes: [{ ...asked.changes[0], subjectCount: 1 }] },
      true,
    ],
    [
      'one line without one',
      {
        ...asked,
        approves: [0],
        changes: [{ ...asked.changes[0], verb: 'remove', subjectCount: 1 }],
      },
      false,
    ],
    ['what others decide', { ...asked, approves: [] }, false],
  ] as const)('of %s', (_, of, expected) => {
    expect(canBeLess(of)).toBe(expected);
  });

  test.each([
    ['nothing', NOTHING_LEFT_OUT, 'Leave out a line, or choose a shorter time.'],
    ['a line', { leftOut: new Set([3]), term: undefined, levels: [] }, undefined],
    [
      'all of theirs',
      { leftOut: new Set([3, 4]), term: undefined, levels: [] },
      'Keep at least one line, or decline the request.',
    ],
    [
      'time',
      { leftOut: new Set<number>(), term: { kind: 'days', days: 7 }, levels: [] },
      undefined,
    ],
    [
      'a later end',
      { leftOut: new Set([3]), term: { kind: 'until', at: NOW + 31 * DAY }, levels: [] },
      'Choose a time in the future that is sooner than what was asked for.',
    ],
    [
      'an end that is past',
      { leftOut: new Set([3]), term: { kind: 'until', at: NOW - DAY }, levels: [] },
      'Choose a time in the future that is sooner than what was asked for.',
    ],
    [
      'an end that is not typed yet',
      { leftOut: new Set([3]), term: { kind: 'until', at: Number.NaN }, levels: [] },
      'Choose a time in the future that is sooner than what was asked for.',
    ],
  ] as const)('%s', (_, less, expected) => {
    expect(lessProblem(asked, less, NOW)).toBe(expected);
  });

  test('only terms are offered that are shorter', () => {
    expect(termsBelow(DAYS, NOW)).toHaveLength(3);
    expect(termsBelow({ kind: 'permanent' }, NOW)).toHaveLength(5);
    expect(termsBelow({ kind: 'until', at: NOW + 100 * DAY }, NOW)).toEqual([]);
  });
});
