import { isEmail } from '../action/email';
import { emailKey } from '../action/subject';
import { entryIn } from './entry-in';
import { nameKey } from './name-key';

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

/** Names of columns, as tables of people begin with them. */
const HEADER = /^(e-?mail( address)?|name|full name|display name|user( ?name)?|person|people)$/i;

/**
 * One verdict for every entry of a list, in its order, whatever it is: nothing that one line holds
 * changes what is said of another, but for what was there before it.
 */
export function readList(rows: readonly ListRow[], most: number): readonly ListLine[] {
  const lines: ListLine[] = [];
  const seen = new Map<string, number>();
  rows.forEach(({ line, cells }, position) => {
    if (position === 0 && isHeader(cells)) return;
    for (const text of entriesOf(cells)) lines.push(judge(line, text, seen, most));
  });
  return lines;
}

function isHeader(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => cell.trim() === '' || HEADER.test(cell.trim()));
}

/** A row with one address is about that address, whatever else it has; else every cell is an entry. */
function entriesOf(cells: readonly string[]): readonly string[] {
  const filled = cells.map(trimmed).filter((cell) => cell !== '');
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
