import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint';

test('another text has another fingerprint, and the same the same', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(fingerprint(one) === fingerprint(other)).toBe(one === other);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a letter', 'add Sam to frontend', 'add Pam to frontend'],
  ['the order of letters', 'ab', 'ba'],
  ['the order of parts', 'g1,g2', 'g2,g1'],
  ['a letter at the end', 'team', 'teams'],
  ['a blank', 'a b', 'ab'],
  ['the case', 'Sam', 'sam'],
  ['nothing and a nought', '', '\u0000'],
  ['how many of the same', '\u0000\u0000', '\u0000'],
])('differs by %s', (_, one, other) => {
  expect(fingerprint(one)).not.toBe(fingerprint(other));
  // Either half alone tells them apart, but for what has no value at all.
  const [first, second] = [one, other].map((text) => fingerprint(text).split('-'));
  expect(first?.[2] !== second?.[2] || first?.[0] !== second?.[0]).toBe(true);
});

test('short, and of letters, digits and hyphens whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      expect(fingerprint(text)).toMatch(/^[0-9a-z]{1,7}-[0-9a-z]{1,7}-[0-9a-z]{1,3}$/);
    }),
  );
});

test('a thousand texts that are nearly the same differ in each half alone', () => {
  const texts = Array.from({ length: 1_000 }, (_, place) => `request ${place} of one project`);
  for (const half of [0, 1]) {
    expect(new Set(texts.map((text) => fingerprint(text).split('-')[half])).size).toBe(1_000);
  }
});

test('stays the same from one version of the app to the next: a form that is open was shown it before', () => {
  expect(fingerprint('add Sam to frontend')).toBe('1p0rut0-1k913g3-j');
});
