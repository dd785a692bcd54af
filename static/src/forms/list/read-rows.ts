import { parse } from 'papaparse';
import type { ListRow } from '#domain/list/read-list';

const SEPARATORS = [',', ';', '\t', '|'];

/** How Excel is told the separator, in a line before all others. */
const SEPARATOR_LINE = /^\ufeff?sep=([,;\t|])\n/i;

/** The rows of a pasted text or a CSV file, each with the number of its first line. */
export function readRows(pasted: string): readonly ListRow[] {
  // A file that several programs wrote has ends of lines of several kinds.
  const text = pasted.replace(/\r\n?/g, '\n');
  const told = SEPARATOR_LINE.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const delimiter = told?.[1] ?? separatorOf(body);
  return rowsFrom(body, delimiter, told === null ? 1 : 2);
}

function rowsFrom(body: string, delimiter: string, first: number): readonly ListRow[] {
  const { data, errors } = parse<string[]>(body, {
    delimiter,
    newline: '\n',
    skipEmptyLines: false,
  });
  const unclosed = errors.find(({ code }) => code === 'MissingQuotes')?.row;
  let line = first;
  const rows: ListRow[] = [];
  for (const [place, cells] of data.entries()) {
    if (place === unclosed) return [...rows, ...withoutQuote(body, delimiter, first, line)];
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    // A quoted cell may go on over several lines.
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\n/g)?.length ?? 0), 0);
  }
  return rows;
}

/** A quote that nothing closes is a stray one: it spoils its own line, and not all that come after it. */
function withoutQuote(
  body: string,
  delimiter: string,
  first: number,
  line: number,
): readonly ListRow[] {
  const [spoilt = '', ...others] = body.split('\n').slice(line - first);
  const row = { line, cells: spoilt.split(delimiter) };
  return [row, ...rowsFrom(others.join('\n'), delimiter, line + 1)];
}

/** The one that most lines have; a comma where none has any. */
function separatorOf(text: string): string {
  const lines = text.split('\n').slice(0, 200);
  const has = (separator: string) => lines.filter((line) => line.includes(separator)).length;
  return SEPARATORS.reduce((best, one) => (has(one) > has(best) ? one : best));
}
