import { decodeFile } from './decode-file';
import type { WorkbookRead } from './read-workbook';

/** What a file comes to: a text for the box, or what kept it from being one. */
export type FileRead =
  /** `isGuess`: its letters may be wrong. */
  | { readonly kind: 'text'; readonly text: string; readonly isGuess: boolean }
  | WorkbookRead
  | {
      readonly kind: 'notRead';
      readonly why: 'empty' | 'tooLarge' | 'oldOrLocked' | 'document' | 'broken';
    };

/** A list of some thousand people is a hundredth of it. */
const LARGEST_BYTES = 10_000_000;

/** What a file begins with, whatever its name says. */
const WORKBOOK = [0x50, 0x4b, 0x03, 0x04];
/** Excel before 2007, and a workbook with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
/** PDF, PNG, JPEG. */
const DOCUMENTS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
];

/** A page that is called a table, as many programs export one (`.xls`), and a formatted text. */
const MARKED_UP = /^\ufeff?\s*(?:<(?:!doctype|\?xml|html|head|body|table|meta|style)\b|\{\\rtf)/i;

export async function readFile(bytes: Uint8Array): Promise<FileRead> {
  const begins = (mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);
  if (bytes.length > LARGEST_BYTES) return { kind: 'notRead', why: 'tooLarge' };
  if (begins(COMPOUND)) return { kind: 'notRead', why: 'oldOrLocked' };
  if (DOCUMENTS.some(begins)) return { kind: 'notRead', why: 'document' };
  if (begins(WORKBOOK)) return (await import('./read-workbook')).readWorkbook(bytes);
  const { text, isGuess } = decodeFile(bytes);
  if (text.trim() === '') return { kind: 'notRead', why: 'empty' };
  return MARKED_UP.test(text)
    ? { kind: 'notRead', why: 'document' }
    : { kind: 'text', text, isGuess };
}
