import type { ListRow } from './list-row';
import type { ColumnsRead, ListLine } from './read-list';

/** The text that is left of a list once some of its lines are dealt with. A table keeps the names of its columns. */
export function leftOver(
  rows: readonly ListRow[],
  columns: ColumnsRead | undefined,
  kept: readonly ListLine[],
): string {
  const headings = columns?.headingLine;
  if (kept.length === 0) return '';
  if (headings === undefined) return kept.map(({ text }) => text).join('\n');
  const lines = new Set([headings, ...kept.map(({ line }) => line)]);
  return rows
    .filter(({ line }) => lines.has(line))
    .map(({ text }) => text)
    .join('\n');
}
