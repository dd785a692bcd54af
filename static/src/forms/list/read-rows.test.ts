import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from './decode-file';
import { readRows } from './read-rows';

describe('readRows', () => {
  it.each([
    ['lines', 'a@x\nb@x', [['a@x'], ['b@x']]],
    ['lines of Windows', 'a@x\r\nb@x\r\n', [['a@x'], ['b@x']]],
    ['lines of several systems', 'a@x\r\nb@x\rc@x\nd@x', [['a@x'], ['b@x'], ['c@x'], ['d@x']]],
    ['the separator that Excel is told', 'sep=;\nAnn;a@x,y', [['Ann', 'a@x,y']]],
    ['commas', 'a@x, b@x,c@x', [['a@x', ' b@x', 'c@x']]],
    [
      'semicolons',
      'Ann;a@x\nBob;b@x',
      [
        ['Ann', 'a@x'],
        ['Bob', 'b@x'],
      ],
    ],
    [
      'tabs',
      'Ann\ta@x\nBob\tb@x',
      [
        ['Ann', 'a@x'],
        ['Bob', 'b@x'],
      ],
    ],
    [
      'quotes',
      '"Raman, Priya",p@x\n"a ""b""",q@x',
      [
        ['Raman, Priya', 'p@x'],
        ['a "b"', 'q@x'],
      ],
    ],
    ['nothing', '\n \n', []],
    ['a quote that never ends', '"a@x\nb@x', [['a@x'], ['b@x']]],
    [
      'a quote that never ends, after one that does',
      '"B, C",b@x\nAnn,"a@x\nd@x',
      [['B, C', 'b@x'], ['Ann', 'a@x'], ['d@x']],
    ],
  ])('takes %s apart', (_, text, cells) => {
    expect(readRows(text).map((row) => row.cells)).toEqual(cells);
  });

  it('counts lines as an editor does', () => {
    const rows = readRows('a@x\n\n"Ann\nof two lines",b@x\nc@x');
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(readRows('"a\nb",x\n"c@x\n\nd@x').map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(readRows('sep=;\r\nAnn;a@x').map(({ line }) => line)).toEqual([2]);
  });
});

describe('a stray quote', () => {
  it.each([
    ['one that nothing closes', 'Name,Email\n"Ann,a@x\nBob,b@x'],
    ['two that have met', 'Name,Email\n"Ann,a@x\nBob",b@x'],
    ['two in one column', '"a@x\nb@x"'],
    ['one before a name that is quoted', '"Ann" Lee,a@x\n"Zhang, Wei",b@x'],
  ])('swallows no line: %s', (_, text) => {
    const rows = readRows(text);
    expect(rows.map((row) => row.text).join('\n')).toBe(text);
    expect(rows.every((row) => row.text.split('@').length <= 2)).toBe(true);
    expect(rows.some(({ strayQuote }) => strayQuote)).toBe(true);
  });

  const piece = fc.constantFrom(
    ...['a@x', 'Ann', 'Lee', ',', ';', '"', '"', ' ', '\n', '\r\n', '\r'],
  );
  it('loses nothing, wherever quotes and ends of lines are', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n|\r|\n/);
        const rows = readRows(text);
        const filled = lines.filter((line) => /[^\s",;]/.test(line));
        const read = rows.flatMap((row) => row.text.split('\n'));
        expect(read.filter((line) => /[^\s",;]/.test(line))).toEqual(filled);
        for (const row of rows) {
          const inCells = row.cells.join('').split('@').length;
          expect(inCells).toBe(row.text.split('@').length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('decodeFile', () => {
  const utf16 = (text: string, little: boolean) =>
    Uint8Array.from(
      [0xfeff, ...Array.from(text, (letter) => letter.charCodeAt(0))].flatMap((code) =>
        little ? [code & 255, code >> 8] : [code >> 8, code & 255],
      ),
    );
  it.each([
    ['UTF-8', new TextEncoder().encode('José'), 'José'],
    ['UTF-8 with its mark', new TextEncoder().encode('\ufeffJosé'), 'José'],
    ['UTF-16', utf16('José', true), 'José'],
    ['UTF-16, the other way round', utf16('José', false), 'José'],
    ['UTF-16 without its mark', utf16('José', true).slice(2), 'José'],
    ['UTF-16 without its mark, the other way round', utf16('José', false).slice(2), 'José'],
  ])('reads %s', (_, bytes, text) => {
    expect(decodeFile(bytes)).toEqual({ text, isGuess: false });
  });

  it('reads what is none of these as Windows-1252, and says that nothing in it says so', () => {
    const bytes = Uint8Array.from([0x4a, 0x6f, 0x73, 0xe9]);
    expect(decodeFile(bytes)).toEqual({ text: 'José', isGuess: true });
  });
});
