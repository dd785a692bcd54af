import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TableColumn } from '#domain/list/list-table';
import { type ColumnsRead, type ListLine, readList } from '#domain/list/read-list';
import { EXPECTED } from './corpus/expected';
import { decodeFile } from './decode-file';
import { readRows } from './read-rows';

const FOLDER = join(import.meta.dirname, 'corpus');
const files = readdirSync(FOLDER).filter((name) => name !== 'expected.ts');

/** `3 grace@x.example, guest, says Status: Suspended`; of what can't be used, its verdict and the text. */
function lineInShort(line: ListLine): string {
  const notes = [
    'guest' in line ? ', guest' : '',
    'otherwise' in line ? `, or ${line.otherwise}` : '',
    line.says === undefined ? '' : `, says ${line.says}`,
    line.strayQuote ? ', stray quote' : '',
  ];
  const found = line.verdict === 'usable' ? line.entry : `${line.verdict}: ${line.text}`;
  return `${line.line} ${found}${notes.join('')}`;
}

const headings = (columns: readonly TableColumn[]) =>
  columns.map(({ heading, at }) => (heading === '' ? `#${at + 1}` : heading)).join(' > ');

function columnsInShort({ addresses, names, passedOver }: ColumnsRead): string {
  return [
    headings(addresses),
    ...(names.length === 0 ? [] : [`else ${headings(names)}`]),
    ...(passedOver.length === 0 ? [] : [`not ${headings(passedOver)}`]),
  ].join(', ');
}

function read(name: string): readonly string[] {
  const found = readList(
    readRows(decodeFile(new Uint8Array(readFileSync(join(FOLDER, name)))).text),
    500,
  );
  if (found.kind === 'whichColumn') {
    const byName = found.names.length === 0 ? [] : [`or by ${headings(found.names)}`];
    const which = found.choices.map((column) =>
      ['which?', headings([column]), '=', ...column.first].join(' '),
    );
    return [...which, ...byName];
  }
  const columns = found.columns === undefined ? [] : [columnsInShort(found.columns)];
  return [...columns, ...found.lines.map(lineInShort)];
}

test.each(files)('%s is read as it was meant', (name) => {
  expect(read(name)).toEqual(EXPECTED[name]);
});

test('every file of the corpus is there', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual([...files].sort());
});
