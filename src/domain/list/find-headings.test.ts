import { expect, test } from 'vitest';
import { findHeadings } from './find-headings';

const found = (...rows: string[][]) =>
  findHeadings(rows.map((cells, at) => ({ line: at + 1, text: cells.join(';'), cells })))?.at;

test.each<[string, number | undefined, string[][]]>([
  [
    'the first row',
    0,
    [
      ['Name', 'Email'],
      ['Kim', 'a@x.example'],
    ],
  ],
  ['a single column of addresses', 0, [['Email'], ['a@x.example']]],
  ['a single column of names', 0, [['Full name'], ['Kim']]],
  [
    'names beside an empty cell',
    0,
    [
      ['', 'Full name'],
      ['1', 'Kim'],
    ],
  ],
  [
    'below a title',
    2,
    [['Team'], ['12.11.2026'], ['Nr.', 'Name', 'E-Mail'], ['1', 'Kim', 'a@x.example']],
  ],
  [
    'below who made it',
    1,
    [
      ['By', 'boss@x.example'],
      ['Email', 'Manager'],
      ['a@x.example', ''],
    ],
  ],
  ['a single column below a title', 1, [['Team'], ['Email'], ['a@x.example']]],
  ['no single word below addresses', undefined, [['a@x.example'], ['Email'], ['b@x.example']]],
  ['no row that has an address', undefined, [['Email', 'a@x.example'], ['b@x.example']]],
  [
    'no name beside another word',
    undefined,
    [
      ['User', 'Kim'],
      ['Wei', 'Mei'],
    ],
  ],
  [
    'not what says nothing of people',
    undefined,
    [
      ['Status', 'Team'],
      ['Active', 'Legal'],
    ],
  ],
  [
    'names with a status',
    0,
    [
      ['Name', 'Status'],
      ['Kim', 'Active'],
    ],
  ],
  [
    'nothing further below',
    undefined,
    [...Array.from({ length: 20 }, () => ['x']), ['Name', 'Email']],
  ],
  [
    'the last row that is looked at',
    19,
    [...Array.from({ length: 19 }, () => ['x']), ['Name', 'Email']],
  ],
  [
    'below a title that is the name of a column',
    1,
    [['Mitarbeiter'], ['Nachname', 'E-Mail'], ['Kim', 'a@x.example']],
  ],
  [
    'below what its columns are about',
    1,
    [
      ['Employee', '', 'Manager', ''],
      ['Name', 'Email', 'Name', 'Email'],
    ],
  ],
  [
    'below another table, which is mostly about something else',
    2,
    [
      ['Topic', 'Start', 'User email'],
      ['Sync', '9:00', 'host@x.example'],
      ['Name', 'Email', 'Guest'],
    ],
  ],
  [
    'not below people, whatever else a row names',
    0,
    [
      ['Name', 'Email'],
      ['Kim', 'a@x.example'],
      ['Name', 'Email', 'Status'],
    ],
  ],
  ['not below a single column of people', 0, [['Email'], ['a@x.example'], ['Name', 'Email']]],
  [
    'the first of two that name the same',
    0,
    [
      ['Name', 'Email'],
      ['Name', 'Email'],
    ],
  ],
  [
    'a name beside a column of phone numbers',
    0,
    [
      ['Name', 'Phone'],
      ['Kim', '+49 30 1'],
      ['Wei', ''],
    ],
  ],
  [
    'no name beside a column that has a name',
    undefined,
    [
      ['Name', 'Phone'],
      ['Kim', '+49 30 1'],
      ['Wei', 'Mei'],
    ],
  ],
  ['nothing in nothing', undefined, []],
])('headings: %s', (_, at, rows) => {
  expect(found(...rows)).toBe(at);
});
