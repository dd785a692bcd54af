import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersWrong } from './letters-wrong';

test.each<[string, string, number]>([
  ['', '', 0],
  ['frontend', 'frontend', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['frontend', 'fronted', 1],
  ['fronted', 'frontend', 1],
  ['frontend', 'frontent', 1],
  ['frontend', 'forntend', 1],
  ['ab', 'ba', 1],
  ['abcd', 'badc', 2],
  ['ab', 'cd', 2],
  ['abc', 'cba', 2],
  ['aab', 'abb', 1],
  ['ca', 'abc', 3],
  ['ac', 'cb', 2],
  ['kitten', 'sitting', 3],
])('from %j to %j there are %i letters wrong', (one, other, wrong) => {
  expect(lettersWrong(one, other)).toBe(wrong);
  expect(lettersWrong(other, one)).toBe(wrong);
});

test('as many at most as the longer one has, and as the lengths differ by at least; one for two letters in the wrong order', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.nat(8), (one, other, at) => {
      const wrong = lettersWrong(one, other);
      expect(wrong).toBe(lettersWrong(other, one));
      expect(wrong).toBeLessThanOrEqual(Math.max(one.length, other.length));
      expect(wrong).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
      expect(wrong === 0).toBe(one === other);
      const [first = '', second = ''] = one.slice(at, at + 2);
      const swapped = `${one.slice(0, at)}${second}${first}${one.slice(at + 2)}`;
      expect(lettersWrong(one, swapped)).toBe(one === swapped ? 0 : 1);
    }),
  );
});
