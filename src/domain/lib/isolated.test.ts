import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isolated, withEnds } from './isolated';

const [FSI, PDI, RLI, RLO] = ['\u2068', '\u2069', '\u2067', '\u202e'];

test.each([
  ['Maya', 'Maya'],
  ['José Ñúñez', 'José Ñúñez'],
  ['مريم', `${FSI}مريم${PDI}`],
  [`Maya${RLO}`, `${FSI}Maya${RLO}${PDI}`],
  ['Maya\u200f', `${FSI}Maya\u200f${PDI}`],
  // Ends that are not its own, and beginnings without an end.
  [`${PDI}${RLO}Maya`, `${FSI}${RLO}Maya${PDI}`],
  [`${RLI}Maya`, `${FSI}${RLI}Maya${PDI}${PDI}`],
])('%j stands by itself as %j', (text, own) => {
  expect(isolated(text)).toBe(own);
});

test('however a text is made, its isolates begin and end in it, and nothing else of it changes', () => {
  const letter = fc.constantFrom(...[FSI, PDI, RLI, RLO, 'a', 'م', ' ']);
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 20 }), (letters) => {
      const text = withEnds(letters.join(''));
      let open = 0;
      for (const one of text) {
        if (one === PDI) open -= 1;
        else if (one === FSI || one === RLI) open += 1;
        expect(open).toBeGreaterThanOrEqual(0);
      }
      expect(open).toBe(0);
      expect(text.replaceAll(PDI, '')).toBe(letters.join('').replaceAll(PDI, ''));
    }),
  );
});
