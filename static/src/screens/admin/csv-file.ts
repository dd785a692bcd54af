import { csvCell } from './csv-cell';

/** What stands in a column of that name. */
export type CsvColumn<Row> = readonly [name: string, cell: (row: Row) => string];

/** The names of the columns, as spreadsheets read them: comma-separated, quoted, with a byte order mark for the letters. */
export const csvHead = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  `\uFEFF${csvRow(columns.map(([name]) => name))}`;

export const csvLine = <Row>(columns: readonly CsvColumn<Row>[], row: Row): string =>
  csvRow(columns.map(([, cell]) => cell(row)));

const csvRow = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`;
