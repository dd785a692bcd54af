import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOSTILE_CELLS } from './hostile-lists';
import { type ListRow, readList } from './read-list';

const rowsOf = (...lines: (string | string[])[]): ListRow[] =>
  lines.map((cells, place) => ({ line: place + 1, cells: [cells].flat() }));
const said = (rows: readonly ListRow[], most = 500) =>
  readList(rows, most).map(({ line, verdict, ...more }) =>
    [line, verdict, 'of' in more ? more.of : ''].join(' ').trim(),
  );

describe('a list', () => {
  test.each(HOSTILE_CELLS)('%j is %s, alone and among others', (cell, verdict) => {
    expect(said(rowsOf(cell))).toEqual([`1 ${verdict}`]);
    expect(said(rowsOf('Ann', cell, 'Bob'))).toEqual(['1 usable', `2 ${verdict}`, '3 usable']);
  });

  test('takes the address out of a row of a table, and every name of a row of names', () => {
    const rows = rowsOf(['Name', 'E-Mail'], ['Priya', 'priya@x.example'], ['Ann', 'Bob', ' ']);
    expect(readList(rows, 500)).toMatchObject([
      { line: 2, entry: 'priya@x.example' },
      { line: 3, entry: 'Ann' },
      { line: 3, entry: 'Bob' },
    ]);
  });

  const GOOGLE = ['First Name [Required]', 'Last Name [Required]', 'Email Address [Required]'];
  test.each<[string, string[], string[], string[]]>([
    [
      'Google Workspace',
      [...GOOGLE, 'Recovery Email', 'Manager Email'],
      ['Grace', 'Kim', 'grace@x.example', 'private@y.example', 'boss@x.example'],
      ['grace@x.example'],
    ],
    [
      'Google Workspace, without the address',
      [...GOOGLE, 'Recovery Email', 'Manager Email'],
      ['Grace', 'Kim', '', 'private@y.example', 'boss@x.example'],
      ['Grace Kim'],
    ],
    [
      'Microsoft Entra',
      ['userPrincipalName', 'displayName', 'mail', 'alternateEmailAddress'],
      ['grace@tenant.example', 'Grace Kim', 'grace@x.example', 'private@y.example'],
      ['grace@x.example'],
    ],
    [
      'Microsoft Entra, without a mailbox',
      ['userPrincipalName', 'displayName', 'mail'],
      ['grace@tenant.example', 'Grace Kim', ''],
      ['grace@tenant.example'],
    ],
    [
      'Atlassian',
      ['User id', 'User name', 'email', 'User status', 'Groups'],
      ['712020:aaaa', 'Grace Kim', 'grace@x.example', 'Active', 'marketing, all-staff'],
      ['grace@x.example'],
    ],
    [
      'a German table program',
      ['Nachname', 'Vorname', 'E-Mail-Adresse'],
      ['Kim', 'Grace', 'grace@x.example'],
      ['grace@x.example'],
    ],
    [
      'a directory in English',
      ['Surname', 'Given name', 'Mail', 'Department'],
      ['Kim', 'Grace', '', 'Marketing'],
      ['Grace Kim'],
    ],
    [
      'another one in English',
      ['Family name', 'First name', 'Email'],
      ['Kim', 'Grace', ''],
      ['Grace Kim'],
    ],
    [
      'a German table program, without the address',
      ['Nachname', 'Vorname', 'E-Mail-Adresse'],
      ['Kim', 'Grace', ''],
      ['Grace Kim'],
    ],
    [
      'a French table program, without the address',
      ['Nom', 'Prénom', 'Adresse e-mail'],
      ['Kim', 'Grace', ''],
      ['Grace Kim'],
    ],
    ['names alone', ['', 'Full name'], ['17', 'Grace Kim'], ['Grace Kim']],
    [
      'a heading with a remark of two lines',
      ['Email (work)\nnot the private one', 'Manager Email'],
      ['grace@x.example', 'boss@x.example'],
      ['grace@x.example'],
    ],
    [
      'a row that is longer than the headings',
      ['Email'],
      ['grace@x.example', 'wei@x.example'],
      ['grace@x.example', 'wei@x.example'],
    ],
    [
      'a row with empty cells beyond the headings',
      ['Email', 'Manager Email'],
      ['grace@x.example', 'boss@x.example', '', ' '],
      ['grace@x.example'],
    ],
    [
      'a longer row without addresses',
      ['Name', 'Email'],
      ['Grace Kim', '', 'Wei Zhang'],
      ['Grace Kim', 'Wei Zhang'],
    ],
  ])('takes the person out of a row of %s, and nobody else', (_, headings, row, entries) => {
    const lines = readList(rowsOf(headings, row), 500);
    expect(lines.map(({ line, text }) => [line, text])).toEqual(entries.map((text) => [2, text]));
  });

  test.each([
    [['', 'boss@x.example', '']],
    [['', 'boss@x.example', 'Marketing']],
    [['', '', 'Marketing']],
  ])('says of a row of a table that names nobody, %j, that it does', (row) => {
    const rows = rowsOf(['Email', 'Manager Email', 'Department'], row);
    expect(said(rows)).toEqual(['2 malformed']);
    const [line] = readList(rows, 500);
    expect(line?.text).toBe(row.filter((cell) => cell !== '').join(' '));
  });

  test('says nothing of an empty row of a table, and nothing of an empty list', () => {
    const rows = rowsOf(['Email', 'Name'], ['', ' '], ['grace@x.example', 'Grace']);
    expect(said(rows)).toEqual(['3 usable']);
    expect(readList([], 500)).toEqual([]);
  });

  test('takes no first row for headings that has an address in it, or another word beside names', () => {
    expect(said(rowsOf(['Email', 'grace@x.example'], 'wei@x.example'))).toEqual([
      '1 usable',
      '2 usable',
    ]);
    expect(readList(rowsOf(['User', 'Kim'], 'Wei'), 500).map(({ text }) => text)).toEqual([
      ...['User', 'Kim', 'Wei'],
    ]);
  });

  test('means nothing by blanks around an entry, however many and wide', () => {
    expect(readList(rowsOf(' \u00a0\ufeff Grace \ufeff\u00a0 '), 500)).toMatchObject([
      { text: 'Grace', verdict: 'usable', entry: 'Grace' },
    ]);
  });

  test('takes a first row that names no column for people', () => {
    const rows = rowsOf(['Kim', 'Grace'], ['Manager Email', 'Zhang'], ['Wei', 'wei@x.example']);
    expect(readList(rows, 500).map(({ text }) => text)).toEqual([
      ...['Kim', 'Grace', 'Manager Email', 'Zhang', 'wei@x.example'],
    ]);
  });

  test('names what was there before, whatever its case and accents', () => {
    expect(said(rowsOf('A@x.example', 'a@X.example', 'José  Marí', 'jose mari'))).toEqual([
      '1 usable',
      '2 duplicate 1',
      '3 usable',
      '4 duplicate 3',
    ]);
  });

  test('reads ten thousand lines, and takes as many as a request can be about', () => {
    const rows = rowsOf(...Array.from({ length: 10_000 }, (_, place) => `p${place}@x.example`));
    const verdicts = readList(rows, 500).map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict === 'usable')).toHaveLength(500);
    expect(verdicts.slice(500).every((verdict) => verdict === 'leftOut')).toBe(true);
  });

  test('whatever it holds, each filled cell without an address beside it has one verdict', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...HOSTILE_CELLS.map(([text]) => text)),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
        const rows = rowsOf('Ann', ...cells);
        const lines = readList(rows, 500);
        const filled = cells.filter((text) => text.replace(/[\s\u00a0\ufeff]/g, '') !== '');
        expect(lines).toHaveLength(filled.length + 1);
        expect(lines.map(({ line }) => line)).toEqual(
          lines.map(({ line }) => line).sort((a, b) => a - b),
        );
        const entries = lines.flatMap((line) => (line.verdict === 'usable' ? [line.entry] : []));
        expect(new Set(entries).size).toBe(entries.length);
      }),
    );
  });
});
