/** What comes before a formula and is not seen, or is taken off, by the program that opens the file. */
const LEADING = /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}"';,|]*/u;
/** What begins a formula, the full-width letters of East Asia too. */
const STARTS_FORMULA = /^[=+\-@|%＝＋－＠﹢﹣﹦﹫−]/u;

/**
 * A text as one cell of a file of values, whichever of comma, semicolon and tab the reader's program
 * separates by: it stays on its line, and no part of it is taken for a formula. A program that does not
 * separate by the comma takes the quotes for letters, so that what follows a separator in the text
 * would be a cell of its own: a formula is marked there too.
 */
export function csvCell(text: string): string {
  const line = text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ');
  const harmless = line
    .split(/(?<=[;,\t|])/)
    .map((part) => {
      const before = LEADING.exec(part)?.[0] ?? '';
      const rest = part.slice(before.length);
      return STARTS_FORMULA.test(rest) ? `'${rest}` : part;
    })
    .join('');
  return `"${harmless.replaceAll('\t', ' ').replaceAll('"', '""')}"`;
}
