import { expect, test } from 'vitest';
import { peopleTable } from './people-table';
import { personOfRow } from './person-of-row';

const rowsOf = (lines: string[][]) =>
  lines.map((cells, at) => ({ line: at + 1, text: cells.join(';'), cells }));

/** Whom each row names; or what it asks; or that it is no table. */
function read(lines: string[][], chosen?: number | 'names'): readonly string[] {
  const found = peopleTable(rowsOf(lines), chosen);
  if (found.kind === 'none') return ['none'];
  if (found.kind === 'unclear') return [`which? ${found.choices.map(({ at }) => at).join(' ')}`];
  return found.table.rows.map((row) => {
    const names = personOfRow(found.table, row);
    return names.kind === 'notOfTheTable' || names.kind === 'headings' ? names.kind : names.text;
  });
}

const ID = '5b10ac8d82e05b22cc7d4ef5';
const PAGE = `https://x.example/jira/people/${ID}`;
const OF_MANAGER = [
  ['Name', 'Granted through'],
  ['Kim', 'a@x.example'],
  ['Wei', 'a@x.example'],
];

const [A, B, C] = ['a@x.example', 'b@x.example', 'c@x.example'];
const BOTH = [
  ['Email', 'Work email'],
  [A, B],
];

test.each<[string, string[][], number | 'names' | undefined, string[]]>([
  ['addresses that are not like the names beside them', OF_MANAGER, undefined, ['which? 1']],
  ['the names, as they were chosen', OF_MANAGER, 'names', ['Kim', 'Wei']],
  ['the addresses, as they were chosen', OF_MANAGER, 1, ['a@x.example', 'a@x.example']],
  [
    'one address beside several names, whatever its column is called',
    [
      ['Name', 'Email'],
      ['Kim', 'a@x.example'],
      ['Wei', 'A@x.example'],
    ],
    undefined,
    ['which? 1'],
  ],
  [
    'addresses that are like most of the names beside them',
    [
      ['Name', 'Skrzynka'],
      ['Łukasz Żak', 'lzak@x.example'],
      ['Kim', 'x1@x.example'],
    ],
    undefined,
    ['lzak@x.example', 'x1@x.example'],
  ],
  [
    'an account id before a name, and an address before it',
    [
      ['Name', 'User id', 'Email'],
      ['Kim', ID, ''],
      ['Wei', ID, A],
    ],
    undefined,
    [ID, A],
  ],
  [
    'a link to the page of the same account',
    [
      ['Name', 'Account ID', 'Profile'],
      ['Kim', ID, PAGE],
    ],
    undefined,
    [ID],
  ],
  [
    'no account id of a manager',
    [
      ['Name', 'Manager ID'],
      ['Kim', ID],
    ],
    undefined,
    ['Kim'],
  ],
  [
    'the names of the columns once more',
    [
      ['Name', 'Email'],
      ['Kim', A],
      ['Name', 'Email'],
      ['Wei', B],
    ],
    undefined,
    [A, 'headings', B],
  ],
  ['two that differ', BOTH, undefined, ['which? 0 1']],
  ['the one that was chosen', BOTH, 1, [B]],
  ['another that was chosen', BOTH, 0, [A]],
  [
    'a sign-in before a principal name',
    [
      ['UPN', 'Login'],
      [A, B],
    ],
    undefined,
    [B],
  ],
  [
    'a user name that is an address',
    [
      ['User name', 'UPN'],
      [A, B],
    ],
    undefined,
    [A],
  ],
  [
    'the address, and not the sign-in',
    [
      ['Login', 'Email'],
      [A, B],
    ],
    undefined,
    [B],
  ],
  [
    'the sign-in where the address is empty',
    [
      ['Login', 'Email'],
      [A, ''],
      [B, C],
    ],
    undefined,
    [A, C],
  ],
  [
    'only the chosen one',
    [
      ['Login', 'Email', 'Name'],
      [A, '', 'Kim'],
      [B, C, 'Wei'],
    ],
    1,
    ['Kim', C],
  ],
  [
    'a name as it is, beside its halves',
    [
      ['Vorname', 'Nachname', 'Name'],
      ['G', 'K', 'Kim, G'],
    ],
    undefined,
    ['Kim, G'],
  ],
  [
    'a name as the family name',
    [
      ['Name', 'Vorname', 'Email'],
      ['Kim', 'Grace', ''],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'a name as the given name',
    [
      ['Nome', 'Cognome', 'Email'],
      ['Grace', 'Kim', ''],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'a name alone',
    [
      ['Nome', 'Email'],
      ['Grace Kim', ''],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'a full name before that of an account',
    [
      ['Username', 'Full name', 'Email'],
      ['gk', 'Grace Kim', ''],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'a full name before that of an account, whatever stands beside either in brackets or below it',
    [
      ['User name（英字）', 'User\nas it is typed', 'Full name', 'Email'],
      ['gk', 'grace', 'Grace Kim', ''],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'half a name beside the other half, whatever stands beside it in brackets',
    [
      ['Name (family)', 'Vorname', 'Email'],
      ['Kim', 'Grace', ''],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'words in the column of addresses, where there is no name',
    [
      ['Name', 'Email'],
      ['', 'Grace Kim'],
    ],
    undefined,
    ['Grace Kim'],
  ],
  [
    'a row of other things',
    [
      ['Email', 'Team'],
      ['', 'Legal'],
    ],
    undefined,
    ['Legal'],
  ],
])('headings: %s', (_, lines, chosen, names) => {
  expect(read(lines, chosen)).toEqual(names);
});

test.each<[string, string[][], number | 'names' | undefined, string[]]>([
  [
    'one column of addresses',
    [
      ['Ann', A],
      ['Bob', B],
    ],
    undefined,
    [A, B],
  ],
  [
    'a row without an address',
    [
      ['Ann', '', 'Legal'],
      ['Bob', B, 'Legal'],
      ['Cleo', C, 'HR'],
    ],
    undefined,
    ['Ann', B, C],
  ],
  [
    'words above the addresses name the columns',
    [
      ['Who', 'Where'],
      ['Ann', A],
      ['Bob', B],
    ],
    undefined,
    [A, B],
  ],
  [
    'but not above a single row',
    [
      ['Who', 'Where'],
      ['Ann', A],
    ],
    undefined,
    ['none'],
  ],
  [
    'two columns',
    [
      ['Ann', A, C],
      ['Bob', B, C],
    ],
    undefined,
    ['which? 1 2'],
  ],
  [
    'two columns, of which one was chosen',
    [
      ['Ann', A, C],
      ['Bob', B, C],
    ],
    2,
    [C, C],
  ],
  ['a single row', [['Ann', A]], undefined, ['none']],
  [
    'rows of addresses alone',
    [
      [A, B],
      [C, A],
    ],
    undefined,
    ['none'],
  ],
  ['a row of one cell', [['Ann', A], ['Bob']], undefined, ['none']],
  [
    'a row of one cell among others',
    [['Ann', A], ['Bob', B], ['Sum: 2']],
    undefined,
    [A, B, 'notOfTheTable'],
  ],
  [
    'a number is no name',
    [
      ['1042', 'Ann', ''],
      ['1043', 'Bob', B],
      ['1044', 'Cleo', C],
    ],
    undefined,
    ['Ann', B, C],
  ],
  [
    'one address beside several names',
    [
      ['Ann', A],
      ['Bob', A],
    ],
    undefined,
    ['which? 1'],
  ],
  [
    'an address that has a name before it',
    [
      ['Ann', A],
      ['Bob', `Bob <${B}>`],
    ],
    undefined,
    ['none'],
  ],
  [
    'several addresses in a cell',
    [
      ['Ann', A],
      ['Bob', `${B} ${C}`],
    ],
    undefined,
    ['none'],
  ],
  [
    'words among the addresses',
    [
      ['Ann', A],
      [B, 'Bob'],
    ],
    undefined,
    ['none'],
  ],
  [
    'no addresses',
    [
      ['Ann', 'Legal'],
      ['Bob', 'Legal'],
    ],
    undefined,
    ['none'],
  ],
  [
    'columns of addresses alone, where words name them',
    [
      ['Add', 'Remove'],
      [A, B],
      [C, ''],
    ],
    undefined,
    ['which? 0 1'],
  ],
  ['nothing', [], undefined, ['none']],
])('without headings: %s', (_, lines, chosen, names) => {
  expect(read(lines, chosen)).toEqual(names);
});
