import { readFileSync } from 'node:fs';

/** A line of docs/local-fidelity.md: what is claimed, how true it is, and where it is known from. */
export interface LedgerRow {
  readonly section: string;
  readonly rule: string;
  readonly fidelity: string;
  readonly source: string;
}

/** Bars within a cell are written `\|`. */
const CELLS = /(?<!\\)\|/;

export function readLedger(): readonly LedgerRow[] {
  const text = readFileSync(new URL('../../docs/local-fidelity.md', import.meta.url), 'utf8');
  let section = '';
  const rows: LedgerRow[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) section = line.slice('## '.length);
    if (!line.startsWith('|') || line.startsWith('|---') || /^\| (rule|row) \|/.test(line))
      continue;
    const [, rule = '', fidelity = '', source = ''] = line.split(CELLS).map((cell) => cell.trim());
    rows.push({ section, rule, fidelity, source });
  }
  return rows;
}

/** What the site of a customer can be held against; the rest is Forge's, the browser's and the local host's. */
export const ofTheSite = (rows: readonly LedgerRow[]) =>
  rows.filter(({ section }) => section.startsWith('Atlassian: '));

/** The row that says this, or else begins so: there has to be one, and no other. */
export function rowOf(rows: readonly LedgerRow[], beginning: string): LedgerRow {
  const whole = rows.find(({ rule }) => rule === beginning);
  const found = whole ? [whole] : rows.filter(({ rule }) => rule.startsWith(beginning));
  const [row] = found;
  if (row === undefined || found.length > 1)
    throw new Error(`docs/local-fidelity.md has ${found.length} rows that begin: ${beginning}`);
  return row;
}
