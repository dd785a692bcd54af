/** A number of a cell that is written as a date, as one: `2026-10-31`. Undefined where its style is of a number. */
export type DateOfCell = (style: string, value: string) => string | undefined;

/** Sheets may name their elements with or without a prefix. */
export function elementsOf(parent: Document | Element | undefined, name: string): Element[] {
  return parent === undefined ? [] : [...parent.getElementsByTagNameNS('*', name)];
}

/** Without how a text is pronounced (`rPh`), which Japanese sheets have beside it. */
export function textOf(element: Element): string {
  return elementsOf(element, 't')
    .filter((text) => text.parentElement?.localName !== 'rPh')
    .map((text) => text.textContent ?? '')
    .join('');
}

/** Whether a column, counted from 0, is hidden (doc: ECMA-376, `col`: from `min` to `max`, counted from 1). */
export function hiddenColumnsOf(sheet: Document | undefined): (at: number) => boolean {
  const isHidden = (col: Element) => /^(?:1|true)$/.test(col.getAttribute('hidden') ?? '');
  const spans = elementsOf(sheet, 'col')
    .filter(isHidden)
    .map((col) => [Number(col.getAttribute('min')), Number(col.getAttribute('max'))] as const);
  return (at) => spans.some(([min, max]) => at + 1 >= min && at + 1 <= max);
}

const MOST_COLUMNS = 400;

/** The texts of a row's cells, each in its column. A cell says where it is (`C7`), or stands next to the one before. */
export function cellsOfRow(
  row: Element,
  texts: readonly string[],
  dateOf: DateOfCell,
): readonly string[] {
  const cells: string[] = [];
  for (const cell of elementsOf(row, 'c')) {
    const at = columnOf(cell.getAttribute('r') ?? '') ?? cells.length;
    if (at >= MOST_COLUMNS) continue;
    while (cells.length < at) cells.push('');
    cells[at] = textOfCell(cell, texts, dateOf).replace(/\s*[\r\n]+\s*/g, ' ');
  }
  return cells;
}

/** Cells with a formula of which the file has no result: who made it has not worked them out. */
export function unsolvedIn(sheet: Document | undefined): number {
  return elementsOf(sheet, 'f').filter((formula) => {
    const [value] = elementsOf(formula.parentElement ?? undefined, 'v');
    return (value?.textContent ?? '') === '' && formula.parentElement?.getAttribute('t') !== 'str';
  }).length;
}

const LETTERS = 26;
const BEFORE_A = 64;

function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]+/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, one) => sum * LETTERS + one.charCodeAt(0) - BEFORE_A, 0) - 1;
}

function textOfCell(cell: Element, texts: readonly string[], dateOf: DateOfCell): string {
  const [inline] = elementsOf(cell, 'is');
  if (inline !== undefined) return textOf(inline);
  const value = elementsOf(cell, 'v')[0]?.textContent ?? '';
  switch (cell.getAttribute('t')) {
    case 's':
      return texts[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return '';
    case 'n':
    case null:
      return dateOf(cell.getAttribute('s') ?? '0', value) ?? value;
    default:
      return value;
  }
}
