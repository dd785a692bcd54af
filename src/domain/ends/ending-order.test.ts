import { expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import { DAY } from '../lib/time';
import { weightOf } from './ending-order';

test.each([
  ['a day, of many', DAY, 26, 'light'],
  ['longer, of a few', DAY + 1, 25, 'light'],
  ['longer, of many', DAY + 1, 26, 'heavy'],
  ['a day, of a few', DAY, 25, 'light'],
] as const)('what lasted %s is found so beside thousands', (_, term, size, weight) => {
  expect(weightOf(holding([grant({ endsAt: AT + term, size })]))).toBe(weight);
});

test('by the grant that lasted longest; and what has none is light', () => {
  const short = grant({ requestId: 'r2', endsAt: AT + 1, size: 1 });
  expect(weightOf(holding([short, grant({ endsAt: AT + 2 * DAY, size: 99 })]))).toBe('heavy');
  expect(weightOf(holding([]))).toBe('light');
});
