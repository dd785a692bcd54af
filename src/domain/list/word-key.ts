/** The same for two ways of writing a word of a heading: only its letters and figures, without case and accents. */
export function wordKey(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

export const wordKeys = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.map(wordKey));
