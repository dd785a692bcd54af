import type { ListRow } from './list-row';
import type { PeopleTable } from './people-table';
import { saysStatus } from './says-status';
import { trimmed } from './trimmed';

/** Whom a row of a table names. */
export type RowNames =
  | { readonly kind: 'person'; readonly text: string; readonly says: string | undefined }
  /** It has other things only, another person's address perhaps. */
  | { readonly kind: 'nobody'; readonly text: string }
  /** It is longer than the headings: its columns are not those. */
  | { readonly kind: 'notOfTheTable' };

/** Its one address; without it the whole name; without this the two halves of the name. */
export function personOfRow(table: PeopleTable, row: ListRow): RowNames {
  const cells = row.cells.map(trimmed);
  if (cells.slice(table.width).some((cell) => cell !== '')) return { kind: 'notOfTheTable' };
  const filled = (columns: readonly (number | undefined)[]) =>
    columns
      .map((column) => (column === undefined ? '' : (cells[column] ?? '')))
      .filter((cell) => cell !== '');
  const address = filled(table.addresses).find((cell) => cell.includes('@'));
  const halves = filled([table.given, table.family]).join(' ');
  const [name = halves] = filled(table.names);
  const [inItsPlace = ''] = filled(table.addresses);
  const text = address ?? (name === '' ? inItsPlace : name);
  if (text === '') return { kind: 'nobody', text: cells.filter((cell) => cell !== '').join(' ') };
  const says = table.statuses
    .map((at) => saysStatus(table.columns[at]?.heading ?? '', cells[at] ?? ''))
    .filter((one) => one !== undefined);
  return { kind: 'person', text, says: says.length === 0 ? undefined : says.join('; ') };
}
