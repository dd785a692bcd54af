import { type ParseResult, parse } from 'papaparse';
import { findHeadings, namedColumns } from '#domain/list/find-headings';
import type { ListRow } from '#domain/list/list-row';
import { asOneTable } from './as-one-table';

const SEPARATORS = [',', ';', '\t', '|'];

/** How Excel is told the separator, in a line before all others. */
const SEPARATOR_LINE = /^\ufeff?"?sep=([,;\t|])"?$/i;

/** Between the headings and the rows of tables that are written as text. */
const RULE = /^[\s|+:=_-]*(?:-{3}|={3}|_{3})[\s|+:=_-]*$/;

/** How many lines are looked at to find the separator. */
const SAMPLE = 60;

/** How many lines a quoted cell may go on over. */
const LONGEST_CELL = 12;

/** The rows of a pasted text or a CSV file, each with the number of its first line. */
export function readRows(pasted: string): readonly ListRow[] {
  // A file that several programs wrote has ends of lines of several kinds.
  const lines = wholeLines(pasted.split(/\r\n?|[\n\u2028\u2029]/)).map(asOneTable);
  const told = SEPARATOR_LINE.exec(lines[0]?.trim() ?? '')?.[1];
  const body = told === undefined ? lines : ['', ...lines.slice(1)];
  return rowsFrom(body, told ?? separatorOf(body));
}

const QUOTED = /^\s*"((?:[^"]|"")*)"\s*$/;

/** Without the quotes that some programs put around each line as a whole. */
function wholeLines(lines: readonly string[]): readonly string[] {
  const within = lines.map((line) =>
    line.trim() === '' ? '' : QUOTED.exec(line)?.[1]?.replaceAll('""', '"'),
  );
  const found = within.filter((line) => line !== undefined);
  if (found.length < lines.length) return lines;
  const names = SEPARATORS.map((separator) => columnsNamed(found.slice(0, SAMPLE), separator));
  return Math.max(...names) > 1 ? found : lines;
}

function columnsNamed(lines: readonly string[], separator: string): number {
  const headings = findHeadings(rowsFrom(lines, separator));
  return headings === undefined ? 0 : namedColumns(headings);
}

function rowsFrom(lines: readonly string[], delimiter: string): readonly ListRow[] {
  const rows: ListRow[] = [];
  let at = 0;
  while (at < lines.length) {
    const { row, taken } = rowAt(lines, at, delimiter);
    if (row.cells.some((cell) => cell.trim() !== '') && !RULE.test(row.text)) rows.push(row);
    at += taken;
  }
  return rows;
}

/** The row that begins in a line: as many lines as its quoted cells go on over. */
function rowAt(
  lines: readonly string[],
  at: number,
  delimiter: string,
): { readonly row: ListRow; readonly taken: number } {
  const line = at + 1;
  const own = lines[at] ?? '';
  let text = own;
  for (let taken = 1; taken <= LONGEST_CELL && at + taken <= lines.length; taken += 1) {
    if (taken > 1) text += `\n${lines[at + taken - 1]}`;
    const parsed = cellsOf(text, delimiter);
    if (parsed.isOpen) continue;
    if (taken === 1 || isOneRow(own, parsed.cells, delimiter))
      return { row: { line, text, cells: parsed.cells }, taken };
    break;
  }
  // A quote that nothing closes is a stray one: it spoils its own line, and not those that come after it.
  const mended = cellsOf(own.replace('"', ''), delimiter);
  const cells = mended.isOpen ? own.split(delimiter) : mended.cells;
  return { row: { line, text: own, cells, strayQuote: true }, taken: 1 };
}

function cellsOf(
  text: string,
  delimiter: string,
): { readonly cells: readonly string[]; readonly isOpen: boolean } {
  const { data, errors }: ParseResult<string[]> = parse(text, { delimiter, newline: '\n' });
  return {
    cells: data[0] ?? [],
    isOpen: data.length > 1 || errors.some(({ code }) => code === 'MissingQuotes'),
  };
}

/**
 * Whether lines that a quote holds together are one row. They are none where the first of them is a whole row by
 * itself, or where a cell has several addresses: then two stray quotes have met.
 */
function isOneRow(first: string, cells: readonly string[], delimiter: string): boolean {
  const isWhole = first.split(delimiter).length >= cells.length;
  const holdsSeveral = cells.some((cell) => cell.includes('\n') && cell.split('@').length > 2);
  return !isWhole && !holdsSeveral;
}

/** The one by which a row names most columns; without headings the one that most lines have, a comma where none has any. */
function separatorOf(all: readonly string[]): string {
  const lines = all.slice(0, SAMPLE);
  const has = (separator: string) => lines.filter((line) => line.includes(separator)).length;
  const known = SEPARATORS.map((separator) => ({
    separator,
    named: columnsNamed(lines, separator),
  }));
  const best = known.reduce((one, other) => (other.named > one.named ? other : one));
  if (best.named > 1) return best.separator;
  return SEPARATORS.reduce((one, other) => (has(other) > has(one) ? other : one));
}
