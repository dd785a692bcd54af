/** In bytes of UTF-8: of Latin letters twice as many as a screen shows in one line. */
const LONGEST = 200;

/**
 * A person's name as it is kept in records of many people. Names are for reading, the account id is who
 * is meant; and 500 names of the longest kind would outgrow one stored record. Never cut within a
 * character that people see as one.
 */
export function shortName(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= LONGEST) return name;
  let kept = '';
  let bytes = encoder.encode('…').length;
  for (const { segment } of new Intl.Segmenter('en').segment(name)) {
    bytes += encoder.encode(segment).length;
    if (bytes > LONGEST) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
