/**
 * A short string that is the same for the same text and, for all practical purposes, another for
 * another. Not a secret and no protection: it only tells that what was shown is not what is.
 * Two 32-bit FNV-1a runs (public domain, Fowler–Noll–Vo) with different starts.
 */
export function fingerprint(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let position = 0; position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ (unit + position), 0x01000193);
  }
  return `${(first >>> 0).toString(36)}-${(second >>> 0).toString(36)}-${text.length.toString(36)}`;
}
