import { accountIdIn } from '../action/account-id';
import { addressesIn } from './addresses-in';
import { areTheirs, isBesideSeveral } from './are-theirs';
import type { ColumnMeaning } from './column-meaning';
import { findHeadings, type Headings } from './find-headings';
import { headingKey } from './heading-key';
import * as words from './heading-words';
import type { ListRow } from './list-row';
import type { PeopleTable, TableColumn } from './list-table';
import { trimmed } from './trimmed';
import { wordKey, wordKeys } from './word-key';

export type TableFound =
  | {
      readonly kind: 'table';
      readonly table: PeopleTable;
      readonly choices: readonly TableColumn[];
    }
  /** Which column holds the address, if any does, is not known: whoever made the list has to say. */
  | {
      readonly kind: 'unclear';
      readonly choices: readonly TableColumn[];
      /** The columns of names, by which each row can be read. */
      readonly names: readonly TableColumn[];
    }
  | { readonly kind: 'none' };

const EXAMPLES = 3;

/** The table that a list is: by its headings, or by addresses that stand in the same columns of each row. */
export function peopleTable(
  rows: readonly ListRow[],
  chosen: number | 'names' | undefined,
): TableFound {
  const headings = findHeadings(rows);
  return headings === undefined ? unnamedTable(rows, chosen) : namedTable(rows, headings, chosen);
}

function namedTable(
  all: readonly ListRow[],
  headings: Headings,
  chosen: number | 'names' | undefined,
): TableFound {
  const rows = all.slice(headings.at + 1);
  const { meanings, cells } = headings;
  const columns = columnsOf(rows, cells);
  const addressed = columns.filter(({ at }) => holdsAddresses(rows, at) || holdsIds(rows, at));
  const columnsFor = (meaning: ColumnMeaning) =>
    meanings.flatMap((one, at) => (one === meaning ? [at] : []));
  const own = addressed.filter(({ at }) => meanings[at] !== 'elsewhere');
  const signIns = own.filter(({ at }) => ['signIn', 'wholeName'].includes(meanings[at] ?? ''));
  const ranks = [
    own.filter(({ at }) => meanings[at] === 'address'),
    signIns,
    own.filter(({ at }) => meanings[at] === 'principalName'),
    own.filter(({ at }) => holdsIds(rows, at)),
  ].filter((rank) => rank.length > 0);
  const best = ranks[0] ?? own;
  const [first] = best;
  const rest = ranks.slice(1).flatMap((rank) => rank.map(({ at }) => at));
  const byName = first === undefined ? columnsFor('address') : [first.at, ...rest];
  const whole = columnsFor('wholeName')
    .filter((at) => !byName.includes(at))
    .sort((one, other) => nameRank(cells[one]) - nameRank(cells[other]));
  const table: PeopleTable = {
    width: cells.length,
    headingLine: all[headings.at]?.line,
    above: all.slice(0, headings.at),
    rows,
    columns,
    addresses: addressesBy(chosen, byName),
    ...namesAmong(cells, whole, columnsFor('givenName')[0], columnsFor('familyName')[0]),
    statuses: columnsFor('status'),
  };
  const isClear = areTheirs(table) || (ranks.length > 0 && !isBesideSeveral(table));
  if (chosen === undefined && !(isClear && sayTheSame(rows, best)))
    return { kind: 'unclear', choices: addressed, names: columnsOfNames(table) };
  return { kind: 'table', choices: addressed, table };
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
function unnamedTable(all: readonly ListRow[], chosen: number | 'names' | undefined): TableFound {
  const [first] = all;
  const below = shapeOf(all.slice(1));
  const isNamed =
    first !== undefined &&
    all.length > 2 &&
    below.addressed.length > 0 &&
    below.addressed.every((at) => trimmed(first.cells[at] ?? '') !== '') &&
    first.cells.every((cell) => !cell.includes('@'));
  const rows = isNamed ? all.slice(1) : all;
  const { isTable, width, addressed } = isNamed
    ? { ...below, isTable: below.isTable || below.isGrid }
    : shapeOf(all);
  const headings = isNamed ? first.cells.map(trimmed) : [];
  const columns = columnsOf(
    rows,
    Array.from({ length: Math.max(width, headings.length) }, (_, at) => headings[at] ?? ''),
  );
  const choices = columns.filter(({ at }) => addressed.includes(at));
  if (!isTable) return { kind: 'none' };
  const names = columns.filter((column) => !choices.includes(column) && mayBeNames(rows, column));
  const table: PeopleTable = {
    headingLine: isNamed ? first.line : undefined,
    ...{ width: columns.length, above: [], rows, columns, statuses: [] },
    addresses: addressesBy(chosen, addressed.slice(0, 1)),
    ...{ names: names.slice(0, 1).map(({ at }) => at), given: undefined, family: undefined },
  };
  const isClear = areTheirs(table) || !isBesideSeveral(table);
  if (chosen === undefined && !(isClear && sayTheSame(rows, choices)))
    return { kind: 'unclear', choices, names: columnsOfNames(table) };
  return { kind: 'table', choices, table };
}

/** The columns whose names a row is read by where it has no address. */
export function columnsOfNames(table: PeopleTable): readonly TableColumn[] {
  return [...table.names, table.given, table.family].flatMap((at) =>
    table.columns.filter((column) => column.at === at),
  );
}

function addressesBy(
  chosen: number | 'names' | undefined,
  found: readonly number[],
): readonly number[] {
  if (chosen === undefined) return found;
  return chosen === 'names' ? [] : [chosen];
}

/** A number, a date or a phone number is nobody's name. */
const mayBeNames = (rows: readonly ListRow[], { at }: TableColumn): boolean =>
  rows.some(({ cells }) => /^[^\d@]*\p{L}[^\d@]*$/u.test(cells[at] ?? ''));

function shapeOf(rows: readonly ListRow[]) {
  const cellsOf = rows.map(({ cells }) => cells.map(trimmed));
  const width = Math.max(0, ...cellsOf.map(({ length }) => length));
  const places = Array.from({ length: width }, (_, at) => at);
  const addressed = places.filter((at) => holdsAddresses(rows, at));
  const isLone = (cells: readonly string[]) => cells.filter((cell) => cell !== '').length < 2;
  const ofOne = cellsOf.filter(isLone);
  const ofSeveral = cellsOf.filter((cells) => !isLone(cells));
  const isTable =
    ofSeveral.length > 1 &&
    addressed.length > 0 &&
    // A line of one cell is a title, a sum or a name.
    ofOne.every((cells) => !cells.some((cell) => cell.includes('@'))) &&
    ofSeveral.every(
      (cells) =>
        cells.some((cell) => cell !== '' && !cell.includes('@')) &&
        addressed.every((at) => isAddressOrEmpty(cells[at] ?? '')),
    );
  /** Of addresses alone, in several columns: these mean different things where something names them. */
  const isGrid =
    addressed.length > 1 && cellsOf.every((cells) => cells.every((cell) => isAddressOrEmpty(cell)));
  return { isTable, isGrid, width, addressed };
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

/** What begins with an `@` is a name in a chat. */
const holdsAddresses = (rows: readonly ListRow[], at: number): boolean =>
  rows.some(({ cells }) => /\S@/.test(cells[at] ?? ''));

/** Of account ids, or of links to people's pages, and of nothing else. */
function holdsIds(rows: readonly ListRow[], at: number): boolean {
  const filled = rows.map(({ cells }) => trimmed(cells[at] ?? '')).filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => accountIdIn(cell) !== undefined);
}

/** Two columns that say the same in every row need no choice. */
function sayTheSame(rows: readonly ListRow[], columns: readonly TableColumn[]): boolean {
  return rows.every(({ cells }) => {
    const filled = columns.map(({ at }) => trimmed(cells[at] ?? ''));
    const said = filled.map((cell) => accountIdIn(cell) ?? cell.toLowerCase());
    return new Set(said.filter((cell) => cell !== '')).size < 2;
  });
}

function isOneAddress(cell: string): boolean {
  const [only, ...others] = addressesIn(cell);
  return others.length === 0 && only?.text === cell && /^[^@]+@[^@]+$/.test(cell);
}

const isAddressOrEmpty = (cell: string): boolean => cell === '' || isOneAddress(cell);
