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
  const { data } = parse<string[]>(body, { delimiter, newline: '\n', skipEmptyLines: false });
  let line = told === null ? 1 : 2;
  return data.flatMap((cells) => {
    const at = line;
    // A quoted cell may go on over several lines.
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\n/g)?.length ?? 0), 0);
    return cells.every((cell) => cell.trim() === '') ? [] : [{ line: at, cells }];
  });
}

/** The one that most lines have; a comma where none has any. */
function separatorOf(text: string): string {
  const lines = text.split('\n').slice(0, 200);
  const has = (separator: string) => lines.filter((line) => line.includes(separator)).length;
  return SEPARATORS.reduce((best, one) => (has(one) > has(best) ? one : best));
}
