import { bareHeading, headingKey } from './heading-key';
import * as words from './heading-words';
import { wordKey, wordKeys } from './word-key';

const USUAL = wordKeys(words.USUAL);
const OUT_OF_USE = wordKeys(words.OUT_OF_USE);
const YES = wordKeys(words.YES);
const NO = wordKeys(words.NO);

/** What a column of statuses says of a row, in its own words; nothing where it says that all is as usual. */
export function saysStatus(heading: string, cell: string): string | undefined {
  const value = wordKey(cell);
  const usual = OUT_OF_USE.has(headingKey(heading)) ? NO : YES;
  if (value === '' || USUAL.has(value) || usual.has(value)) return undefined;
  return `${bareHeading(heading)}: ${cell}`;
}
