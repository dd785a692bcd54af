import { expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { placeLines } from './place-lines';
import { type ListLine, readList } from './read-list';

function linesOf(...texts: readonly string[]): readonly ListLine[] {
  const rows = texts.map((text, place) => ({ line: place + 1, text, cells: [text] }));
  const read = readList(rows, 500);
  return read.kind === 'lines' ? read.lines : [];
}

test('every line keeps its place, and the same person under two addresses is named once', () => {
  const sam = { found: 'person', person: person('Sam') } as const;
  const lines = linesOf(
    ...['sam@x.example', '=1', 'Sam', 'sam@x.example', 'new@x.example', 'sam@y.example'],
  );
  const meanings = [sam, { found: 'nobody' }, { found: 'newPerson', email: 'new@x.example' }, sam];
  expect(
    placeLines(lines, meanings as Parameters<typeof placeLines>[1]).map(
      ({ text: _, ...rest }) => rest,
    ),
  ).toStrictEqual([
    { line: 1, ...sam },
    { line: 2, found: 'unusable', why: 'formula' },
    { line: 3, found: 'nobody' },
    { line: 4, found: 'unusable', why: 'duplicate', of: 1 },
    { line: 5, found: 'newPerson', email: 'new@x.example' },
    { line: 6, found: 'samePerson', of: 1 },
  ]);
});

test('nothing is said of a line that was not looked up', () => {
  expect(placeLines(linesOf('Sam', 'Ada'), [{ found: 'nobody' }])).toEqual([
    { line: 1, text: 'Sam', found: 'nobody' },
  ]);
});

test('what the list itself says of a line stays beside it', () => {
  const line: ListLine = {
    ...{
      line: 2,
      text: 'anja_x.example#EXT#@y.example',
      verdict: 'usable',
      entry: 'anja@x.example',
    },
    ...{ guest: true, says: 'userType: Guest', strayQuote: true },
  };
  expect(placeLines([line], [{ found: 'nobody' }])).toMatchObject([
    { guest: true, says: 'userType: Guest', strayQuote: true },
  ]);
});
