import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryIn } from './entry-in';
import { HOSTILE_CELLS } from './hostile-lists';
import type { ListRow } from './list-row';
import { type ColumnChoice, type ListLine, readList } from './read-list';

const rowsOf = (...lines: (string | string[])[]): ListRow[] =>
  lines.map((cells, place) => {
    const all = [cells].flat();
    return { line: place + 1, text: all.join('; '), cells: all };
  });
function linesOf(rows: readonly ListRow[], most = 500, choice?: ColumnChoice): readonly ListLine[] {
  const read = readList(rows, most, choice);
  if (read.kind !== 'lines') throw new Error('It asks for the column.');
  return read.lines;
}
const said = (rows: readonly ListRow[], most = 500) =>
  linesOf(rows, most).map(({ line, verdict, ...more }) =>
    [line, verdict, 'of' in more ? more.of : ''].join(' ').trim(),
  );

describe('a list', () => {
  test.each(HOSTILE_CELLS)('%j is %s, and changes nothing of others', (cell, verdict) => {
    expect(entryIn(cell)).toMatchObject({ verdict });
    const lines = linesOf(rowsOf('Ann', cell, 'Cleo'));
    expect(lines[0]).toMatchObject({ line: 1, verdict: 'usable', entry: 'Ann' });
    expect(lines.at(-1)).toMatchObject({ line: 3, verdict: 'usable', entry: 'Cleo' });
  });

  test('takes one person out of a row of a table, by the address or by the name', () => {
    const rows = rowsOf(['Name', 'E-Mail'], ['Priya', 'priya@x.example'], ['Ann', 'Bob', ' ']);
    expect(linesOf(rows)).toMatchObject([
      { line: 2, entry: 'priya@x.example' },
      { line: 3, entry: 'Ann' },
    ]);
  });

  test('an account id is one entry, by whichever of its forms it is written', () => {
    const id = '712020:5b3f9a52-0c1e-4c0e-9a77-6a0f2f1d9d10';
    const rows = rowsOf(id, `[~accountid:${id}]`, `https://acme.atlassian.net/people/${id}`);
    expect(linesOf(rows)).toMatchObject([
      { verdict: 'usable', entry: id },
      { verdict: 'duplicate', of: 1 },
      { verdict: 'duplicate', of: 1 },
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
    const lines = linesOf(rowsOf(headings, row));
    expect(lines.map(({ line, text }) => [line, text])).toEqual(entries.map((text) => [2, text]));
  });

  test.each([
    [['', 'boss@x.example', '']],
    [['', 'boss@x.example', 'Marketing']],
    [['', '', 'Marketing']],
  ])('says of a row of a table that names nobody, %j, that it does', (row) => {
    const rows = rowsOf(['Email', 'Manager Email', 'Department'], row);
    expect(said(rows)).toEqual(['2 namesNobody']);
    const [line] = linesOf(rows);
    expect(line?.text).toBe(row.filter((cell) => cell !== '').join(' '));
  });

  test('says nothing of an empty row of a table, and nothing of an empty list', () => {
    const rows = rowsOf(['Email', 'Name'], ['', ' '], ['grace@x.example', 'Grace']);
    expect(said(rows)).toEqual(['3 usable']);
    expect(linesOf([])).toEqual([]);
  });

  test('takes no first row for headings that has an address in it, or another word beside names', () => {
    expect(linesOf(rowsOf(['Email', 'grace@x.example'], 'wei@x.example'))).toMatchObject([
      ...[{ text: 'Email' }, { text: 'grace@x.example' }, { text: 'wei@x.example' }],
    ]);
    expect(linesOf(rowsOf(['User', 'Kim'], 'Wei')).map(({ text }) => text)).toEqual([
      ...['User', 'Kim', 'Wei'],
    ]);
  });

  test('means nothing by blanks around an entry, however many and wide', () => {
    expect(linesOf(rowsOf(' \u00a0\ufeff Grace \ufeff\u00a0 '))).toMatchObject([
      { text: 'Grace', verdict: 'usable', entry: 'Grace' },
    ]);
  });

  const UNKNOWN = [
    ['Asked by', 'Team', 'Given to'],
    ['boss@x.example', 'Legal', 'grace@x.example'],
    ['boss@x.example', 'Legal', 'wei@x.example'],
  ];

  test('asks for the column where two may be meant, with what stands in them', () => {
    expect(readList(rowsOf(...UNKNOWN), 500)).toEqual({
      kind: 'whichColumn',
      choices: [
        { at: 0, heading: 'Asked by', first: ['boss@x.example', 'boss@x.example'] },
        { at: 2, heading: 'Given to', first: ['grace@x.example', 'wei@x.example'] },
      ],
      names: [{ at: 1, heading: 'Team', first: ['Legal', 'Legal'] }],
    });
  });

  test('reads the column that was chosen, or every address there is', () => {
    expect(linesOf(rowsOf(...UNKNOWN), 500, 2).map(({ text }) => text)).toEqual([
      ...['grace@x.example', 'wei@x.example'],
    ]);
    const every = linesOf(rowsOf(...UNKNOWN), 500, 'every').map(({ text }) => text);
    expect(every.filter((text) => text.includes('@'))).toEqual([
      ...['boss@x.example', 'grace@x.example', 'boss@x.example', 'wei@x.example'],
    ]);
  });

  test('asks for no column where headings or the same address in both make it clear', () => {
    const asked = (...lines: string[][]) => readList(rowsOf(...lines), 500).kind;
    expect(asked(['Email', 'Work email'], ['a@x.example', 'A@x.example'])).toBe('lines');
    expect(asked(['Email', 'Work email'], ['a@x.example', 'b@x.example'])).toBe('whichColumn');
    expect(asked(['Email', 'Home email'], ['a@x.example', 'b@x.example'])).toBe('lines');
    expect(asked(['Kim', 'a@x.example'], ['Wei', 'b@x.example'])).toBe('lines');
    expect(asked(['a@x.example', 'b@x.example'], ['c@x.example', 'd@x.example'])).toBe('lines');
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
    const verdicts = linesOf(rows).map(({ verdict }) => verdict);
    expect(verdicts.filter((verdict) => verdict === 'usable')).toHaveLength(500);
    expect(verdicts.slice(500).every((verdict) => verdict === 'leftOut')).toBe(true);
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(...HOSTILE_CELLS.map(([text]) => text.slice(0, 60))),
    fc.constantFrom(...['a@x.example', 'b@x.example', '"', "'", '<', '>', '(', ')', ',', ';', ' ']),
    fc.constantFrom(...['\t', '|', '@', 'Kim', ', Grace', '- ', '1. ', '“', '”', '[', '](mailto:']),
  );
  const line = fc
    .array(piece, { maxLength: 12 })
    .map((pieces) => pieces.join('').replaceAll('\n', ''));
  const ats = (text: string) => text.split('@').length - 1;

  test('whatever a text holds, each @ of it is in exactly one line of the result', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (texts) => {
        const rows = rowsOf(...texts);
        const lines = linesOf(rows, 500, 'every');
        for (const [place, text] of texts.entries()) {
          const own = lines.filter((one) => one.line === place + 1);
          expect(own.reduce((sum, one) => sum + ats(one.text), 0)).toBe(ats(text));
        }
        expect(lines.reduce((sum, one) => sum + ats(one.text), 0)).toBe(ats(texts.join('')));
        const entries = lines.flatMap((one) => (one.verdict === 'usable' ? [one.entry] : []));
        expect(new Set(entries).size).toBe(entries.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever a table holds, each row is one line at most, and each of its @ is accounted for', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'Kim', 'a@x.example', 'b@x.example; c@x.example'),
      piece,
    );
    const cells = fc.array(cell, { minLength: 4, maxLength: 4 });
    const heading = fc.constantFrom(
      'Email',
      'Name',
      'Manager Email',
      'Login',
      'Status',
      'Team',
      'UPN',
    );
    const headings = fc.array(heading, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(headings, fc.array(cells, { maxLength: 5 }), (first, rows) => {
        const read = readList(rowsOf(['Email', ...first], ...rows.map((row) => ['', ...row])), 500);
        if (read.kind === 'whichColumn' || read.columns === undefined) return;
        const told = [...read.columns.addresses, ...read.columns.names, ...read.columns.choices];
        for (const [place, row] of rows.entries()) {
          const own = read.lines.filter((one) => one.line === place + 2);
          const isFilled = row.some((one) => one.replace(/[\s\u00a0\ufeff]/g, '') !== '');
          expect(own).toHaveLength(isFilled ? 1 : 0);
          for (const [at, text] of row.entries()) {
            // What begins with it is a name in a chat.
            if (!/\S@/.test(text)) continue;
            const isTold = told.some((column) => column.at === at + 1);
            expect(isTold || own.some((one) => one.text.includes(text.trim()))).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
