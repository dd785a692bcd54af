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
  let best: Headings | undefined;
  let isBelowAddresses = false;
  let hasPeople = false;
  for (const [at, row] of rows.slice(0, FURTHEST).entries()) {
    const cells = row.cells.map(trimmed);
    const here = { at, cells, meanings: cells.map(columnMeaning) };
    const below = rows.slice(at + 1);
    if (areHeadings(here, isBelowAddresses, below) && isBetter(here, best, hasPeople)) {
      best = here;
      hasPeople = false;
    }
    const hasAddress = cells.some((cell) => cell.includes('@'));
    isBelowAddresses ||= hasAddress;
    hasPeople ||= hasAddress;
  }
  return best;
}

const MOST_OF_IT = 2;
const WIDE = 3;

/**
 * Of two such rows the one that names more: above it is a title of one word, what its columns are about, or a table
 * that is mostly about something else than people.
 */
function isBetter(here: Headings, before: Headings | undefined, hasPeople: boolean): boolean {
  if (before === undefined) return true;
  if (namedColumns(here) <= namedColumns(before)) return false;
  const filled = before.cells.filter((cell) => cell !== '').length;
  return !hasPeople || (filled >= WIDE && namedColumns(before) * MOST_OF_IT < filled);
}

/** How many columns a row of headings names: of two ways to part a text, the better one names more. */
export function namedColumns({ meanings }: Headings): number {
  return meanings.filter((meaning) => meaning !== 'notKnown').length;
}

const OWN_ADDRESS: readonly ColumnMeaning[] = ['address', 'signIn', 'principalName'];
const NAMES: readonly ColumnMeaning[] = ['wholeName', 'givenName', 'familyName'];

/**
 * Of an address, of nothing else than names, or of a name beside columns of figures; below addresses, of more than
 * one thing that is known.
 */
function areHeadings(
  { cells, meanings }: Headings,
  isBelowAddresses: boolean,
  below: readonly ListRow[],
): boolean {
  if (cells.some((cell) => cell.includes('@'))) return false;
  const known = meanings.filter((meaning) => meaning !== 'notKnown');
  const named = known.some((meaning) => NAMES.includes(meaning));
  const addressed = known.some((meaning) => OWN_ADDRESS.includes(meaning));
  if (!named && !addressed) return false;
  if (known.length > 1) return true;
  if (isBelowAddresses) return false;
  if (addressed || cells.every((cell, at) => cell === '' || meanings[at] !== 'notKnown'))
    return true;
  return cells.some((cell, at) => cell !== '' && !/\d/.test(cell) && hasFigures(below, at));
}

/** Dates, phone numbers, names of accounts: no name of a person is written so. */
function hasFigures(rows: readonly ListRow[], at: number): boolean {
  const filled = rows.map(({ cells }) => trimmed(cells[at] ?? '')).filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => /\d|^@/.test(cell));
}
