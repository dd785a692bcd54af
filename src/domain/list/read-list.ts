import { isEmail } from '../action/email';
import { emailKey } from '../action/subject';
import { entryIn } from './entry-in';
import { nameKey } from './name-key';
import { namesOfRow, peopleTable } from './people-table';

/** A row of a pasted list or of a file: its line, from 1, and what stood between the separators. */
export interface ListRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What one entry of a list is before anybody was looked up. */
export type ListLine = { readonly line: number; readonly text: string } & (
  | { readonly verdict: 'usable'; readonly entry: string }
  | { readonly verdict: 'malformed' }
  /** Letters that look like others: an address must not be taken for somebody else's. */
  | { readonly verdict: 'lookAlike' }
  /** Characters that nobody sees. */
  | { readonly verdict: 'unseen' }
  /** Begins as a formula does: a table program would run it. */
  | { readonly verdict: 'formula' }
  | { readonly verdict: 'tooLong' }
  | { readonly verdict: 'duplicate'; readonly of: number }
  /** Beyond what one request can be about. */
  | { readonly verdict: 'leftOut' }
);

/**
 * One verdict for every entry of a list, in its order, whatever it is: nothing that one line holds
 * changes what is said of another, but for what was there before it.
 */
export function readList(rows: readonly ListRow[], most: number): readonly ListLine[] {
  const lines: ListLine[] = [];
  const seen = new Map<string, number>();
  const table = peopleTable(rows[0]?.cells.map(trimmed) ?? []);
  for (const row of table === undefined ? rows : rows.slice(1)) {
    const { line } = row;
    const cells = row.cells.map(trimmed);
    const names = table === undefined ? undefined : namesOfRow(table, cells);
    if (names?.kind === 'nobody') {
      const text = cells.filter((cell) => cell !== '').join(' ');
      if (text !== '') lines.push({ line, text, verdict: 'malformed' });
      continue;
    }
    const entries = names?.kind === 'entries' ? names.entries : entriesOf(cells);
    for (const text of entries) lines.push(judge(line, text, seen, most));
  }
  return lines;
}

/** Without a table, a row with addresses is about these, whatever else it has; else every cell is an entry. */
function entriesOf(cells: readonly string[]): readonly string[] {
  const filled = cells.filter((cell) => cell !== '');
  const addresses = filled.filter((cell) => cell.includes('@'));
  return addresses.length > 0 ? addresses : filled;
}

function judge(line: number, text: string, seen: Map<string, number>, most: number): ListLine {
  const found = entryIn(text);
  if (found.verdict !== 'usable') return { line, text, ...found };
  const { entry } = found;
  const key = isEmail(entry) ? emailKey(entry) : nameKey(entry);
  const before = seen.get(key);
  if (before !== undefined) return { line, text, verdict: 'duplicate', of: before };
  if (seen.size >= most) return { line, text, verdict: 'leftOut' };
  seen.set(key, line);
  return { line, text, ...found };
}

/** Blanks of every width around it mean nothing. */
function trimmed(cell: string): string {
  return cell.replace(/^[\s\u00a0\ufeff]+|[\s\u00a0\ufeff]+$/g, '');
}
