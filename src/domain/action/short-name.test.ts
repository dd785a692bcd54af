import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortName } from './short-name';

const bytesOf = (text: string) => Buffer.byteLength(text);

test.each([
  ['a name that fits, to the last byte', 'x'.repeat(200), 'x'.repeat(200)],
  ['a byte more than fits', 'x'.repeat(201), `${'x'.repeat(197)}…`],
  ['letters of two bytes', 'é'.repeat(101), `${'é'.repeat(98)}…`],
  ['a blank at the cut', `${'x'.repeat(196)} ${'y'.repeat(9)}`, `${'x'.repeat(196)}…`],
  [
    'a family of several code points',
    `${'x'.repeat(190)}👨‍👩‍👧${'y'.repeat(20)}`,
    `${'x'.repeat(190)}…`,
  ],
])('%s', (_, name, short) => expect(shortName(name)).toBe(short));

test('whatever it is called, a name takes no more than 200 bytes and begins as it did', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
      const short = shortName(name);
      expect(bytesOf(short)).toBeLessThanOrEqual(200);
      expect(short === name).toBe(bytesOf(name) <= 200);
      expect(name.startsWith(short.replace(/…$/, '')) || name === short).toBe(true);
    }),
  );
});
