/** Marks of direction, joiners, controls: nobody sees them, and they tell two texts apart. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;
/**
 * doc: UAX #31, ZWNJ and ZWJ: in Arabic, in the scripts of India and some others they are a part of how a word is
 * written, between two of its letters.
 */
const JOINED =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Syriac}][\p{M}]*)[\u200c\u200d](?=[\p{L}\p{M}])/gu;

export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text.replace(JOINED, ''));
}
