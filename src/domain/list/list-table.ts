import type { ListRow } from './list-row';

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
  /** The columns of the person's own address or account id, the best one first: of a row, the first that is filled. */
  readonly addresses: readonly number[];
  readonly names: readonly number[];
  readonly given: number | undefined;
  readonly family: number | undefined;
  readonly statuses: readonly number[];
}
