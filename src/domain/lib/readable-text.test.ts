import { describe, expect, test } from 'vitest';
import { asPartOfLine, isReadable, onOneLine } from './readable-text';

describe('whether there is anything to read', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \t\r\n'],
    ['wide blanks', '\u3000\u00a0\u2003'],
    ['zero-width blanks', '\u200b\u200c\u200d\ufeff'],
    ['marks of direction', '\u202e\u2066'],
    ['a soft hyphen', '\u00ad'],
    ['fillers of Hangul', '\u3164\u115f\uffa0'],
    ['an empty pattern of Braille', '\u2800'],
    ['selectors of variants', '\ufe0f'],
    ['controls', '\u0000\u0007'],
  ])('%s: no', (_, text) => expect(isReadable(text)).toBe(false));

  test.each(['.', 'Ja', '新人', '👍', '\u200bx'])('%s: yes', (text) => {
    expect(isReadable(text)).toBe(true);
  });
});

test.each(['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f', '\n\n\n'])(
  'a line break of any kind makes no line of its own (%j)',
  (lineBreak) => {
    expect(onOneLine(`New joiner${lineBreak}Decided: approved`)).toBe(
      'New joiner Decided: approved',
    );
  },
);

test.each([
  ['blanks around it', '  New joiner ', 'New joiner'],
  ['more blanks than one', 'New   joiner', 'New joiner'],
  ['controls', 'New\u0007 joiner', 'New joiner'],
  ['what turns the direction of the rest', 'New \u202ejoiner\u2066', 'New joiner'],
  ['a break at its end', 'New joiner\n', 'New joiner'],
])('a text keeps its words without %s', (_, text, line) => {
  expect(onOneLine(text)).toBe(line);
});

test('a part of a line keeps the blank that it begins or ends with', () => {
  expect(asPartOfLine(' and\n')).toBe(' and ');
});
