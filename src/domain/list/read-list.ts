import { accountIdIn } from '../action/account-id';
import { isEmail } from '../action/email';
import { emailKey } from '../action/subject';
import { type EntryFound, entryIn } from './entry-in';
import { labelled } from './labelled';
import type { ListRow } from './list-row';
import type { PeopleTable, TableColumn } from './list-table';
import { nameKey } from './name-key';
import { columnsOfNames, peopleTable } from './people-table';
import { personOfRow } from './person-of-row';
import { isMailHeader, isSender, splitLine } from './split-line';
import { trimmed } from './trimmed';

type Usable = Extract<EntryFound, { verdict: 'usable' }>;

/** What one entry of a list is before anybody was looked up. */
export type ListLine = {
  readonly line: number;
  readonly text: string;
  /** What a column of statuses says of it, in the words of the list. */
  readonly says?: string;
  readonly strayQuote?: true;
} & (
  | Usable
  /** What is wrong with it (`entryIn`): letters that look like others, what nobody sees, a formula … */
  | { readonly verdict: Exclude<EntryFound['verdict'], 'usable'> }
  | { readonly verdict: 'duplicate'; readonly of: number }
  /** A row of a table that names nobody in the columns that are read. */
  | { readonly verdict: 'namesNobody' }
  /** Above the headings of a table. */
  | { readonly verdict: 'aboveHeadings' }
  /** Who sent the mail whose recipients the list is. */
  | { readonly verdict: 'sender' }
  /** Behind a label, in place of a column: `Manager: otto@x.example`. */
  | { readonly verdict: 'elsewhere'; readonly label: string }
  /** The headings once more, as above each part of a table. */
  | { readonly verdict: 'columnNames' }
  /** Beyond what one request can be about. */
  | { readonly verdict: 'leftOut' }
);

/** What a list is read by. */
export interface ColumnsRead {
  /** Undefined where no row names the columns. */
  readonly headingLine: number | undefined;
  /** The columns of the address, the best one first; a row without it is read by its name. */
  readonly addresses: readonly TableColumn[];
  readonly names: readonly TableColumn[];
  /** Columns that have addresses too, and are not read. */
  readonly passedOver: readonly TableColumn[];
  /** Columns that could be read in their place. */
  readonly choices: readonly TableColumn[];
}

export type ListRead =
  | {
      readonly kind: 'lines';
      readonly lines: readonly ListLine[];
      /** Of a table; of a text there are none. */
      readonly columns: ColumnsRead | undefined;
    }
  | {
      readonly kind: 'whichColumn';
      readonly choices: readonly TableColumn[];
      /** The columns of names, by which each row can be read instead. */
      readonly names: readonly TableColumn[];
    };

/** Which column has the address, as somebody chose it; none, and names count; or every address is somebody. */
export type ColumnChoice = number | 'names' | 'every';

/**
 * One verdict for every entry of a list, in its order, whatever it is: nothing that one line holds
 * changes what is said of another, but for what was there before it.
 */
export function readList(
  rows: readonly ListRow[],
  most: number,
  choice?: ColumnChoice | undefined,
): ListRead {
  const judge = judgeEach(most);
  const found =
    choice === 'every' ? { kind: 'none' as const } : peopleTable(rows.filter(isFilled), choice);
  switch (found.kind) {
    case 'unclear':
      return { kind: 'whichColumn', choices: found.choices, names: found.names };
    case 'none':
      return {
        kind: 'lines',
        lines: linesOfText(rows, judge),
        columns: undefined,
      };
    case 'table':
      return {
        kind: 'lines',
        lines: linesOfTable(found.table, judge),
        columns: columnsRead(found.table, found.choices),
      };
  }
}

type Judge = (line: number, text: string) => ListLine;

const filledIn = (cells: readonly string[]) =>
  cells
    .map(trimmed)
    .filter((cell) => cell !== '')
    .join(' ');
const isFilled = ({ cells }: ListRow) => filledIn(cells) !== '';

function linesOfTable(table: PeopleTable, judge: Judge): readonly ListLine[] {
  const above = table.above.map(
    ({ line, cells }): ListLine => ({ line, text: filledIn(cells), verdict: 'aboveHeadings' }),
  );
  return [...above, ...table.rows.flatMap((row) => linesOfRow(table, row, judge))];
}

function linesOfRow(table: PeopleTable, row: ListRow, judge: Judge): readonly ListLine[] {
  const { line } = row;
  const quote = row.strayQuote ? { strayQuote: true as const } : {};
  const names = personOfRow(table, row);
  switch (names.kind) {
    case 'notOfTheTable':
      return linesOf(row, judge);
    case 'headings':
      return [{ line, text: names.text, verdict: 'columnNames' }];
    case 'nobody':
      return [{ line, text: names.text, ...quote, verdict: 'namesNobody' }];
    case 'person': {
      const says = names.says === undefined ? {} : { says: names.says };
      return [{ ...judge(line, names.text), ...says, ...quote }];
    }
  }
}

function linesOfText(rows: readonly ListRow[], judge: Judge): readonly ListLine[] {
  const ofMail = isMailHeader(rows.map(({ text }) => text));
  return rows.flatMap((row): readonly ListLine[] =>
    ofMail && isSender(row.text)
      ? [{ line: row.line, text: trimmed(row.text), verdict: 'sender' }]
      : linesOf(row, judge),
  );
}

/** Each line of a text by itself. */
function linesOf(row: ListRow, judge: Judge): readonly ListLine[] {
  return row.text.split('\n').flatMap((text, place) => linesOfOne(row.line + place, text, judge));
}

function linesOfOne(line: number, text: string, judge: Judge): readonly ListLine[] {
  const { label, isElsewhere, rest } = labelled(text);
  return isElsewhere
    ? [{ line, text: trimmed(text), verdict: 'elsewhere', label }]
    : splitLine(rest).map((part) => judge(line, part));
}

function judgeEach(most: number): Judge {
  const seen = new Map<string, number>();
  return (line, text) => {
    const found = entryIn(text);
    if (found.verdict !== 'usable') return { line, text, ...found };
    const { entry } = found;
    const key = accountIdIn(entry) ?? (isEmail(entry) ? emailKey(entry) : nameKey(entry));
    const before = seen.get(key);
    if (before !== undefined) return { line, text, verdict: 'duplicate', of: before };
    if (seen.size >= most) return { line, text, verdict: 'leftOut' };
    seen.set(key, line);
    return { line, text, ...found };
  };
}

function columnsRead(table: PeopleTable, choices: readonly TableColumn[]): ColumnsRead {
  const addresses = table.addresses.flatMap((at) =>
    table.columns.filter((column) => column.at === at),
  );
  return {
    headingLine: table.headingLine,
    addresses,
    names: columnsOfNames(table),
    passedOver: choices.filter((column) => !addresses.includes(column)),
    choices,
  };
}
