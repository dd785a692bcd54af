/** `isGuess`: nothing in the file says in which encoding it is. */
export interface DecodedFile {
  readonly text: string;
  readonly isGuess: boolean;
}

/**
 * The text of a file that a table program wrote: UTF-8 or UTF-16 by its mark or by its zero bytes, which
 * no other text has; else UTF-8 where it is that, else the encoding of older Windows programs of Western Europe, in
 * which every byte means something: of other languages, its letters are wrong.
 */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const known = knownText(bytes);
  return known === undefined
    ? { text: new TextDecoder('windows-1252').decode(bytes), isGuess: true }
    : { text: known, isGuess: false };
}

function knownText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const zeros = (parity: 0 | 1) =>
    bytes.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  if (zeros(1) > zeros(0)) return new TextDecoder('utf-16le').decode(bytes);
  if (zeros(0) > zeros(1)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
