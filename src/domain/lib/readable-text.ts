import { withEnds } from './isolated';

/** Blanks, controls, and what has no width: nobody reads anything of them (Unicode, Default_Ignorable). */
const UNSEEN = /[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const UNSEEN_ENDS = new RegExp(`^(?:${UNSEEN.source})+|(?:${UNSEEN.source})+$`, 'gu');

/** Whether there is anything to read in it: a reason of blanks and of what has no width is none. */
export function isReadable(text: string): boolean {
  return text.replace(UNSEEN, '') !== '';
}

/** Without what nobody reads at its ends. */
export const readableEnds = (text: string): string => text.replace(UNSEEN_ENDS, '');

/**
 * What somebody typed as one line, so that it can't pass for lines of the message it stands in, or turn their
 * direction.
 */
export function onOneLine(text: string): string {
  return asPartOfLine(text)
    .replace(/[\u2066-\u2069]/g, '')
    .trim();
}

/** The same for a part of a line, which may begin or end with a blank, and keeps names in it isolated. */
export function asPartOfLine(text: string): string {
  return withEnds(
    text
      .replace(/[\r\n\v\f\u0085\u2028\u2029]/g, ' ')
      .replace(/[\p{Cc}\u202a-\u202e]/gu, '')
      .replace(/ {2,}/g, ' '),
  );
}
