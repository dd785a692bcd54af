import { type ColumnMeaning, columnMeaning } from './column-meaning';
import type { ListRow } from './list-row';
import { trimmed } from './trimmed';

/** The row that names the columns. */
export interface Headings {
  /** Its place among the rows: what stands above it is about nobody. */
  readonly at: number;
  readonly cells: readonly string[];
  readonly meanings: readonly ColumnMeaning[];
}

/** How far below a title, a date or the name of whoever made the file the headings may stand. */
const FURTHEST = 20;

export function findHeadings(rows: readonly ListRow[]): Headings | undefined {
  let isBelowAddresses = false;
  for (const [at, row] of rows.slice(0, FURTHEST).entries()) {
    const cells = row.cells.map(trimmed);
    const meanings = cells.map(columnMeaning);
    if (areHeadings(cells, meanings, isBelowAddresses)) return { at, cells, meanings };
    isBelowAddresses ||= cells.some((cell) => cell.includes('@'));
  }
  return undefined;
}

/** How many columns a row of headings names: of two ways to part a text, the better one names more. */
export function namedColumns({ meanings }: Headings): number {
  return meanings.filter((meaning) => meaning !== 'notKnown').length;
}

const OWN_ADDRESS: readonly ColumnMeaning[] = ['address', 'signIn', 'principalName'];
const NAMES: readonly ColumnMeaning[] = ['wholeName', 'givenName', 'familyName'];

/** Of an address, or of nothing else than names; below addresses, of more than one thing that is known. */
function areHeadings(
  cells: readonly string[],
  meanings: readonly ColumnMeaning[],
  isBelowAddresses: boolean,
): boolean {
  if (cells.some((cell) => cell.includes('@'))) return false;
  const known = meanings.filter((meaning) => meaning !== 'notKnown');
  const named = known.some((meaning) => NAMES.includes(meaning));
  const addressed = known.some((meaning) => OWN_ADDRESS.includes(meaning));
  if (!named && !addressed) return false;
  if (known.length > 1) return true;
  if (isBelowAddresses) return false;
  return addressed || cells.every((cell, at) => cell === '' || meanings[at] !== 'notKnown');
}
