import { expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { placeLines } from './place-lines';
import { readList } from './read-list';

test('every line keeps its place, and the same person under two addresses is named once', () => {
  const cells = ['sam@x.example', '=1', 'Sam', 'sam@x.example', 'new@x.example', 'sam@y.example'];
  const lines = readList(
    cells.map((cell, place) => ({ line: place + 1, cells: [cell] })),
    500,
  );
  const sam = { found: 'person', person: person('Sam') } as const;
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
  const lines = readList([{ line: 1, cells: ['Sam', 'Ada'] }], 500);
  expect(placeLines(lines, [{ found: 'nobody' }])).toEqual([
    { line: 1, text: 'Sam', found: 'nobody' },
  ]);
});
