import { addressesIn } from './addresses-in';
import type { ColumnMeaning } from './column-meaning';
import { findHeadings, type Headings } from './find-headings';
import { headingKey } from './heading-key';
import * as words from './heading-words';
import type { ListRow } from './list-row';
import { trimmed } from './trimmed';
import { wordKey, wordKeys } from './word-key';

/** A column of a table, and its first cells that are filled. */
export interface TableColumn {
  readonly at: number;
  /** Empty where nothing names it. */
  readonly heading: string;
  readonly first: readonly string[];
}

/** A list of which each row is one person. Everything else that a row holds is about somebody else, or nobody. */
export interface PeopleTable {
  readonly width: number;
  readonly headingLine: number | undefined;
  /** Rows above the headings, which name nobody. */
  readonly above: readonly ListRow[];
  readonly rows: readonly ListRow[];
  readonly columns: readonly TableColumn[];
  /** The columns of the person's own address, the best one first: of a row, the first that is filled. */
  readonly addresses: readonly number[];
  readonly names: readonly number[];
  readonly given: number | undefined;
  readonly family: number | undefined;
  readonly statuses: readonly number[];
}

export type TableFound =
  | {
      readonly kind: 'table';
      readonly table: PeopleTable;
      readonly choices: readonly TableColumn[];
    }
  /** More than one column may hold the address: whoever made the list has to say which. */
  | { readonly kind: 'unclear'; readonly choices: readonly TableColumn[] }
  | { readonly kind: 'none' };

const EXAMPLES = 3;

/** The table that a list is: by its headings, or by addresses that stand in the same columns of each row. */
export function peopleTable(rows: readonly ListRow[], chosen: number | undefined): TableFound {
  const headings = findHeadings(rows);
  return headings === undefined ? unnamedTable(rows, chosen) : namedTable(rows, headings, chosen);
}

function namedTable(
  all: readonly ListRow[],
  headings: Headings,
  chosen: number | undefined,
): TableFound {
  const rows = all.slice(headings.at + 1);
  const { meanings, cells } = headings;
  const columns = columnsOf(rows, cells);
  const addressed = columns.filter(({ at }) => holdsAddresses(rows, at));
  const columnsFor = (meaning: ColumnMeaning) =>
    meanings.flatMap((one, at) => (one === meaning ? [at] : []));
  const own = addressed.filter(({ at }) => meanings[at] !== 'elsewhere');
  const signIns = own.filter(({ at }) => ['signIn', 'wholeName'].includes(meanings[at] ?? ''));
  const ranks = [
    own.filter(({ at }) => meanings[at] === 'address'),
    signIns,
    own.filter(({ at }) => meanings[at] === 'principalName'),
  ].filter((rank) => rank.length > 0);
  const best = ranks[0] ?? own;
  if (chosen === undefined && best.length > 1 && differ(rows, best))
    return { kind: 'unclear', choices: addressed };
  const [first] = best;
  const rest = ranks.slice(1).flatMap((rank) => rank.map(({ at }) => at));
  const byName = first === undefined ? columnsFor('address') : [first.at, ...rest];
  const whole = columnsFor('wholeName')
    .filter((at) => !byName.includes(at))
    .sort((one, other) => nameRank(cells[one]) - nameRank(cells[other]));
  return {
    kind: 'table',
    choices: addressed,
    table: {
      width: cells.length,
      headingLine: all[headings.at]?.line,
      above: all.slice(0, headings.at),
      rows,
      columns,
      addresses: chosen === undefined ? byName : [chosen],
      ...namesAmong(cells, whole, columnsFor('givenName')[0], columnsFor('familyName')[0]),
      statuses: columnsFor('status'),
    },
  };
}

const GIVEN_BESIDE_FAMILY = wordKeys(words.GIVEN_BESIDE_FAMILY);
const FAMILY_BESIDE_GIVEN = wordKeys(words.FAMILY_BESIDE_GIVEN);

/** A full name before the name of an account. */
const NAME_RANKS = words.WHOLE_NAME.map(wordKey);
const nameRank = (heading = '') => NAME_RANKS.indexOf(headingKey(heading));

/** `Name` is half a name where the other half has a column of its own. */
function namesAmong(
  cells: readonly string[],
  whole: readonly number[],
  given: number | undefined,
  family: number | undefined,
): Pick<PeopleTable, 'names' | 'given' | 'family'> {
  const half = (among: ReadonlySet<string>) =>
    whole.find((at) => among.has(headingKey(cells[at] ?? '')));
  const asFamily =
    family === undefined && given !== undefined ? half(FAMILY_BESIDE_GIVEN) : undefined;
  const asGiven =
    given === undefined && family !== undefined ? half(GIVEN_BESIDE_FAMILY) : undefined;
  return {
    names: whole.filter((at) => at !== asFamily && at !== asGiven),
    given: given ?? asGiven,
    family: family ?? asFamily,
  };
}

/**
 * Without headings that are known: rows of several cells, each with its addresses alone in the same columns as in
 * the others. A first row that has words there in their place names the columns.
 */
function unnamedTable(all: readonly ListRow[], chosen: number | undefined): TableFound {
  const [first] = all;
  const below = shapeOf(all.slice(1));
  const isNamed =
    first !== undefined &&
    all.length > 2 &&
    below.addressed.length > 0 &&
    below.addressed.every((at) => trimmed(first.cells[at] ?? '') !== '') &&
    first.cells.every((cell) => !cell.includes('@'));
  const rows = isNamed ? all.slice(1) : all;
  const { isTable, width, addressed } = isNamed ? below : shapeOf(all);
  const headings = isNamed ? first.cells.map(trimmed) : [];
  const columns = columnsOf(
    rows,
    Array.from({ length: Math.max(width, headings.length) }, (_, at) => headings[at] ?? ''),
  );
  const choices = columns.filter(({ at }) => addressed.includes(at));
  if (!isTable) return { kind: 'none' };
  if (chosen === undefined && choices.length > 1) return { kind: 'unclear', choices };
  const names = columns.filter((column) => !choices.includes(column)).map(({ at }) => at);
  const addresses = chosen === undefined ? addressed : [chosen];
  return {
    kind: 'table',
    choices,
    table: {
      headingLine: isNamed ? first.line : undefined,
      ...{ width: columns.length, above: [], rows, columns, addresses, statuses: [] },
      ...{ names: names.slice(0, 1), given: undefined, family: undefined },
    },
  };
}

function shapeOf(rows: readonly ListRow[]) {
  const cellsOf = rows.map(({ cells }) => cells.map(trimmed));
  const width = Math.max(0, ...cellsOf.map(({ length }) => length));
  const places = Array.from({ length: width }, (_, at) => at);
  const addressed = places.filter((at) => holdsAddresses(rows, at));
  const isTable =
    rows.length > 1 &&
    addressed.length > 0 &&
    cellsOf.every(
      (cells) =>
        cells.some((cell) => cell !== '' && !cell.includes('@')) &&
        cells.filter((cell) => cell !== '').length > 1 &&
        addressed.every((at) => isAddressOrEmpty(cells[at] ?? '')),
    );
  return { isTable, width, addressed };
}

function columnsOf(rows: readonly ListRow[], headings: readonly string[]): TableColumn[] {
  return headings.map((heading, at) => ({
    at,
    heading,
    first: rows
      .slice(0, EXAMPLES)
      .map(({ cells }) => trimmed(cells[at] ?? ''))
      .filter((cell) => cell !== ''),
  }));
}

const holdsAddresses = (rows: readonly ListRow[], at: number): boolean =>
  rows.some(({ cells }) => cells[at]?.includes('@'));

/** Two columns that say the same in every row need no choice. */
function differ(rows: readonly ListRow[], columns: readonly TableColumn[]): boolean {
  return rows.some(({ cells }) => {
    const filled = columns.map(({ at }) => trimmed(cells[at] ?? '').toLowerCase());
    return new Set(filled.filter((cell) => cell !== '')).size > 1;
  });
}

function isOneAddress(cell: string): boolean {
  const [only, ...others] = addressesIn(cell);
  return others.length === 0 && only?.text === cell && /^[^@]+@[^@]+$/.test(cell);
}

const isAddressOrEmpty = (cell: string): boolean => cell === '' || isOneAddress(cell);
