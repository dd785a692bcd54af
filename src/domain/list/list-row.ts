/** A row of a pasted list or of a file: its line, from 1, as it stood there, and what stood between the separators. */
export interface ListRow {
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
  /** It has a quote that nothing closes: it was read by itself, as if the quote were not there. */
  readonly strayQuote?: true;
}
