import { expect, test } from 'vitest';
import { leftOver } from './left-over';
import type { ListRow } from './list-row';
import { readList } from './read-list';

const rowsOf = (...lines: string[][]): ListRow[] =>
  lines.map((cells, place) => ({ line: place + 1, text: cells.join(';'), cells }));

function leftOf(rows: readonly ListRow[], dealtWith: readonly string[]): string {
  const read = readList(rows, 500);
  if (read.kind !== 'lines') throw new Error('It asks for the column.');
  const kept = read.lines.filter(({ text }) => !dealtWith.includes(text));
  return leftOver(rows, read.columns, kept);
}

test('of a table, its headings stay, and the rows that are left as they stood there', () => {
  const rows = rowsOf(
    ...[['All of us'], ['Email', 'Boss mail'], ['a@x.example', 'b@x.example'], ['', 'c@x.example']],
  );
  expect(leftOf(rows, ['All of us', 'a@x.example'])).toBe('Email;Boss mail\n;c@x.example');
});

test('of a text, what was named and is left, each on a line', () => {
  expect(leftOf(rowsOf(['Ann Lee', 'a@x.example'], ['Kim, Grace']), ['a@x.example'])).toBe(
    'Ann Lee\nKim, Grace',
  );
});

test('nothing where nothing is left', () => {
  expect(leftOf(rowsOf(['Email'], ['a@x.example']), ['a@x.example'])).toBe('');
});
