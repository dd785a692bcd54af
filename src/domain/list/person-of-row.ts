import { accountIdIn } from '../action/account-id';
import type { ListRow } from './list-row';
import type { PeopleTable } from './list-table';
import { saysStatus } from './says-status';
import { trimmed } from './trimmed';

/** Whom a row of a table names. */
export type RowNames =
  | { readonly kind: 'person'; readonly text: string; readonly says: string | undefined }
  /** It has other things only, another person's address perhaps. */
  | { readonly kind: 'nobody'; readonly text: string }
  /** It names the columns once more. */
  | { readonly kind: 'headings'; readonly text: string }
  /** It is longer than the headings, or a single cell where nothing names the columns: it has none of them. */
  | { readonly kind: 'notOfTheTable' };

/** Its one address or account id; without it the whole name; without this the two halves of the name. */
export function personOfRow(table: PeopleTable, row: ListRow): RowNames {
  const cells = row.cells.map(trimmed);
  if (cells.slice(table.width).some((cell) => cell !== '')) return { kind: 'notOfTheTable' };
  if (table.headingLine === undefined && filledIn(cells).length < 2)
    return { kind: 'notOfTheTable' };
  const whole = filledIn(cells).join(' ');
  const areHeadings = table.columns.every(({ at, heading }) => (cells[at] ?? '') === heading);
  if (table.headingLine !== undefined && areHeadings) return { kind: 'headings', text: whole };
  const name = nameOfRow(table, cells);
  const inAddresses = filled(cells, table.addresses);
  const [inItsPlace = ''] = inAddresses;
  const text = inAddresses.find(namesOne) ?? (name === '' ? inItsPlace : name);
  if (text === '') return { kind: 'nobody', text: whole };
  const says = table.statuses
    .map((at) => saysStatus(table.columns[at]?.heading ?? '', cells[at] ?? ''))
    .filter((one) => one !== undefined);
  return { kind: 'person', text, says: says.length === 0 ? undefined : says.join('; ') };
}

const namesOne = (cell: string) => cell.includes('@') || accountIdIn(cell) !== undefined;

/** The whole name, or its two halves; empty where it has none. */
export function nameOfRow(table: PeopleTable, cells: readonly string[]): string {
  const halves = filled(cells, [table.given, table.family]).join(' ');
  const [name = halves] = filled(cells, table.names);
  return name;
}

const filled = (cells: readonly string[], columns: readonly (number | undefined)[]) =>
  columns
    .map((column) => (column === undefined ? '' : (cells[column] ?? '')))
    .filter((cell) => cell !== '');

const filledIn = (cells: readonly string[]) => cells.filter((cell) => cell !== '');
