import { parse } from 'papaparse';
import type { ListRow } from '#domain/list/read-list';

const SEPARATORS = [',', ';', '\t', '|'];

/** The rows of a pasted text or a CSV file, each with the number of its first line. */
export function readRows(text: string): readonly ListRow[] {
  const delimiter = separatorOf(text);
  const { data } = parse<string[]>(text, { delimiter, skipEmptyLines: false });
  let line = 1;
  return data.flatMap((cells) => {
    const at = line;
    // A quoted cell may go on over several lines.
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\n/g)?.length ?? 0), 0);
    return cells.every((cell) => cell.trim() === '') ? [] : [{ line: at, cells }];
  });
}

/** The one that most lines have; a comma where none has any. */
function separatorOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).slice(0, 200);
  const has = (separator: string) => lines.filter((line) => line.includes(separator)).length;
  return SEPARATORS.reduce((best, one) => (has(one) > has(best) ? one : best));
}
