import { isolated } from '#domain/lib/isolated';
import type { ListForm } from './language';
import { language, say } from './say';

/** `a`, `a and b`, `a, b and c`; with more than `most` names, the rest as a count. */
export function listNames(names: readonly string[], last: 'and' | 'or' = 'and', most = 4): string {
  const shown = (names.length > most ? names.slice(0, most - 1) : names).map(isolated);
  const rest = names.length - shown.length;
  const others =
    rest > 0 ? [say('{count, plural, one {# other} other {# others}}', { count: rest })] : [];
  return listInParts([...shown, ...others], last).join('');
}

/** `a, b, c`: what is in an order, or says more than names. */
export const listBare = (parts: readonly string[]): string =>
  listInParts(parts.map(isolated), 'bare').join('');

/** `this; that`: parts that have commas of their own. */
export const listClauses = (parts: readonly string[]): string =>
  parts.length === 0
    ? ''
    : parts.reduce((before, after) => say('{before}; {after}', { before, after }));

/** A list of what is more than text. */
export function listInParts<Element>(
  elements: readonly Element[],
  as: ListForm = 'and',
): readonly (Element | string)[] {
  const places = elements.map((_, place) => String(place));
  return language()
    .list(places, as)
    .map(({ type, value }) => (type === 'element' ? (elements[Number(value)] as Element) : value));
}

/** What begins a sentence, of words that are made for within one. */
export const sentenceStart = (words: string): string =>
  `${words.charAt(0).toLocaleUpperCase(language().locale)}${words.slice(1)}`;

/** What is said within sentences, as one of its own. */
export const asSentence = (clause: string): string => say('{clause}.', { clause });
