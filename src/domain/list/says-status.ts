import * as words from './heading-words';
import { wordKey } from './word-key';

const keys = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(wordKey));
const USUAL = keys(words.USUAL);
const OUT_OF_USE = keys(words.OUT_OF_USE);
const YES = keys(words.YES);
const NO = keys(words.NO);

/** What a column of statuses says of a row, in its own words; nothing where it says that all is as usual. */
export function saysStatus(heading: string, cell: string): string | undefined {
  const value = wordKey(cell);
  const usual = OUT_OF_USE.has(wordKey(heading)) ? NO : YES;
  if (value === '' || USUAL.has(value) || usual.has(value)) return undefined;
  return `${heading.replace(/\s*\[.*\]$/, '')}: ${cell}`;
}
