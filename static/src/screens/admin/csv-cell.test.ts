import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvCell } from './csv-cell';

const FORMULA = /^[\s\p{C}\p{Z}"]*[=+\-@＝＋－＠]/u;

/** Every cell that a program sees which separates by this. */
const cellsOf = (file: string, delimiter: string) =>
  Papa.parse<string[]>(file, { delimiter, newline: '\r\n' }).data.flat();

describe('a cell', () => {
  test.each(['=', '+', '-', '@', '＝', '＋', '－', '＠'])(
    'that begins with %s is no formula',
    (sign) => {
      for (const before of [
        '',
        ' ',
        '\t',
        '\n',
        '\r\n',
        '\u200b',
        '\ufeff',
        '\u00a0',
        'Hi;',
        'Hi,',
        'Hi\t',
        '"',
        'Hi;"',
        'Hi; ',
      ]) {
        const file = `"time",${csvCell(`${before}${sign}HYPERLINK("https://x")`)}\r\n`;
        for (const delimiter of [',', ';', '\t']) {
          for (const cell of cellsOf(file, delimiter)) expect(cell).not.toMatch(FORMULA);
        }
      }
    },
  );

  test('never makes a line or a formula, whatever is in it and whatever separates', () => {
    const letter = fc.constantFrom(...'=+-@＝＋ ;,\t\r\n"\'a1(\u200b\u2028|');
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 12 }), (letters) => {
        const file = `"a",${csvCell(letters.join(''))},"z"\r\n`;
        expect(file.split(/\r\n|\r|\n/)).toHaveLength(2);
        expect(cellsOf(file, ',')).toHaveLength(4);
        for (const delimiter of [',', ';', '\t']) {
          for (const cell of cellsOf(file, delimiter)) expect(cell).not.toMatch(FORMULA);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['Noah Okafor asked: “soon; today”', '"Noah Okafor asked: “soon; today”"'],
    ['He said "now"', '"He said ""now"""'],
    ['WEB-1', '"WEB-1"'],
    ['', '""'],
  ])('leaves %j readable', (text, cell) => expect(csvCell(text)).toBe(cell));
});
