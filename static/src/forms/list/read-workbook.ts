import { strFromU8, type Unzipped, unzipSync } from 'fflate';
import { unparse } from 'papaparse';
import {
  cellsOfRow,
  type DateOfCell,
  elementsOf,
  hiddenColumnsOf,
  textOf,
  unsolvedIn,
} from './sheet-cells';
import { datesBy } from './sheet-dates';

/** The first sheet of a workbook that has anything and is shown, as a text with tabs. */
export type WorkbookRead =
  | {
      readonly kind: 'sheet';
      readonly text: string;
      readonly sheet: string;
      /** Other sheets that have something and are shown. */
      readonly others: number;
      /** Rows that a filter hides, or somebody: they are not read. */
      readonly hiddenRows: number;
      /** Columns that have something and are hidden: they are not read. */
      readonly hiddenColumns: number;
      /** Cells with a formula whose result is not in the file. */
      readonly unsolved: number;
    }
  | { readonly kind: 'notRead'; readonly why: 'empty' | 'tooLarge' | 'document' | 'broken' };

/** Unpacked: a file of a few bytes can be made that unpacks to thousands of them for each. */
const LARGEST_PART = 60_000_000;
const PARTS =
  /^xl\/(workbook|sharedStrings|styles|_rels\/workbook\.xml|worksheets\/[^/]+)\.(xml|rels)$/;

/** doc: ECMA-376, SpreadsheetML: the sheets in the order of `xl/workbook.xml`, texts in `xl/sharedStrings.xml`. */
export function readWorkbook(bytes: Uint8Array): WorkbookRead {
  let isTooLarge = false;
  let parts: Unzipped;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.test(name)) return false;
        isTooLarge ||= originalSize > LARGEST_PART;
        return originalSize <= LARGEST_PART;
      },
    });
  } catch {
    return { kind: 'notRead', why: 'broken' };
  }
  if (isTooLarge) return { kind: 'notRead', why: 'tooLarge' };
  const workbook = documentOf(parts, 'xl/workbook.xml');
  // Documents of other programs are archives too.
  if (workbook === undefined) return { kind: 'notRead', why: 'document' };
  const texts = elementsOf(documentOf(parts, 'xl/sharedStrings.xml'), 'si').map(textOf);
  const dateOf = datesBy(documentOf(parts, 'xl/styles.xml'), workbook);
  const sheets = shownSheets(workbook, documentOf(parts, 'xl/_rels/workbook.xml.rels'))
    .map(({ name, path }) => ({ name, ...rowsOf(documentOf(parts, path), texts, dateOf) }))
    .filter(({ rows }) => rows.length > 0);
  const [first, ...others] = sheets;
  if (first === undefined) return { kind: 'notRead', why: 'empty' };
  return {
    kind: 'sheet',
    text: unparse(first.rows, { delimiter: '\t', newline: '\n' }),
    sheet: first.name,
    others: others.length,
    hiddenRows: first.hiddenRows,
    hiddenColumns: first.hiddenColumns,
    unsolved: first.unsolved,
  };
}

function documentOf(parts: Unzipped, path: string): Document | undefined {
  const part = parts[path];
  if (part === undefined) return undefined;
  return new DOMParser().parseFromString(strFromU8(part), 'application/xml');
}

function shownSheets(workbook: Document, relations: Document | undefined) {
  const targets = new Map(
    elementsOf(relations, 'Relationship').map((one) => [
      one.getAttribute('Id') ?? '',
      one.getAttribute('Target') ?? '',
    ]),
  );
  return elementsOf(workbook, 'sheet')
    .filter((sheet) => !/hidden/i.test(sheet.getAttribute('state') ?? ''))
    .map((sheet) => {
      const id = [...sheet.attributes].find(({ localName }) => localName === 'id')?.value ?? '';
      const target = targets.get(id) ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      return { name: sheet.getAttribute('name') ?? '', path };
    });
}

function rowsOf(sheet: Document | undefined, texts: readonly string[], dateOf: DateOfCell) {
  const rows = elementsOf(sheet, 'row').map((row) => ({
    isHidden: row.getAttribute('hidden') === '1' || row.getAttribute('hidden') === 'true',
    cells: cellsOfRow(row, texts, dateOf),
  }));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const shown = filled.filter(({ isHidden }) => !isHidden);
  const hidden = hiddenColumnsOf(sheet);
  const hasHidden = new Set(
    shown.flatMap(({ cells }) =>
      cells.flatMap((cell, at) => (cell.trim() !== '' && hidden(at) ? [at] : [])),
    ),
  );
  return {
    rows: shown.map(({ cells }) => cells.filter((_, at) => !hidden(at))),
    hiddenRows: filled.length - shown.length,
    hiddenColumns: hasHidden.size,
    unsolved: unsolvedIn(sheet),
  };
}
