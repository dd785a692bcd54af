import { DAY } from '#domain/lib/time';
import { type DateOfCell, elementsOf } from './sheet-cells';

/** doc: ECMA-376, numFmt: formats of dates that every workbook has. */
const BUILT_IN = [
  [14, 22],
  [27, 36],
  [50, 58],
] as const;
/** What a format writes as it stands, and its colours and conditions. */
const LITERAL = /"[^"]*"|\[[^\]]*\]|\\./g;

/** Days from what Excel counts as the first one to 1970, and between its two ways to count. */
const TO_1970 = 25_569;
const LATER_IN_1904 = 1_462;

export function datesBy(styles: Document | undefined, workbook: Document): DateOfCell {
  const own = new Map(
    elementsOf(styles, 'numFmt').map((one) => [
      one.getAttribute('numFmtId') ?? '',
      one.getAttribute('formatCode') ?? '',
    ]),
  );
  const isDate = (id: string) => {
    const format = own.get(id)?.replace(LITERAL, '');
    if (format !== undefined) return /[yd]/i.test(format);
    return BUILT_IN.some(([from, to]) => Number(id) >= from && Number(id) <= to);
  };
  const [cells] = elementsOf(styles, 'cellXfs');
  const areDates = elementsOf(cells, 'xf').map((xf) => isDate(xf.getAttribute('numFmtId') ?? ''));
  const [properties] = elementsOf(workbook, 'workbookPr');
  const from1904 = /^(?:1|true)$/.test(properties?.getAttribute('date1904') ?? '');
  return (style, value) => {
    const day = Number(value);
    if (areDates[Number(style)] !== true || value === '' || !(day >= 1 && day < 3_000_000))
      return undefined;
    const since1970 = Math.floor(day) - TO_1970 + (from1904 ? LATER_IN_1904 : 0);
    return new Date(since1970 * DAY).toISOString().slice(0, 'yyyy-mm-dd'.length);
  };
}
