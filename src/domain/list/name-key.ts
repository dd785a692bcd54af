/** Accents of Latin, Greek and Cyrillic letters, and points of Hebrew and Arabic: people leave them out. */
const LEFT_OUT =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670]/g;
/** They change how letters join, and not which they are. */
const JOINERS = /[\u200c\u200d]/g;

/**
 * The same for two ways of writing one name: without case, accents, spare blanks, and differences of apostrophes and
 * hyphens. The marks of other scripts are letters of the name: without its vowels राम would be रमा.
 */
export function nameKey(name: string): string {
  return name
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .normalize('NFKD')
    .replace(LEFT_OUT, '')
    .replace(JOINERS, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/\s/)
    .filter((part) => part !== '')
    .join(' ');
}
