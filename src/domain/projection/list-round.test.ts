import { expect, test } from 'vitest';
import { DAY } from '../lib/time';
import { beginRound, behindPage, roundDue } from './list-round';

const NOTHING = { looked: 0, mended: 0, failed: 0 };

test('a round goes through requests, then through what is in lists, and adds up what it found', () => {
  const begun = beginRound(5, false);
  expect(begun).toEqual({ beganAt: 5, kind: 'request', ...NOTHING });
  const second = behindPage(begun, { looked: 25, mended: 1, failed: 2 }, 'c1', 6);
  expect(second).toEqual({ ...begun, cursor: 'c1', looked: 25, mended: 1, failed: 2 });
  const rest = behindPage(second, { looked: 3, mended: 1, failed: 0 }, undefined, 7);
  expect(rest).toEqual({ beganAt: 5, kind: 'projected', looked: 28, mended: 2, failed: 2 });
  expect(behindPage(rest, NOTHING, undefined, 9)).toEqual({ ...rest, endedAt: 9 });
});

test('one that has begun goes on, and the next begins a day after the last', () => {
  expect(roundDue(undefined, 5)).toEqual(beginRound(5, false));
  const begun = beginRound(5, true);
  expect(roundDue(begun, 3 * DAY)).toBe(begun);
  const over = { ...begun, endedAt: 9 };
  expect(roundDue(over, 4 + DAY)).toBeUndefined();
  expect(roundDue(over, 5 + DAY)).toEqual(beginRound(5 + DAY, false));
});
