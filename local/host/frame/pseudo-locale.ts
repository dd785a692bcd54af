/** Locales that no language has: what an app says in them is made of what it says by default. */
export const PSEUDO_LOCALES = ['en-XA', 'ar-XB'] as const;

const PLAIN = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwYyZz';
const ACCENTED = 'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþŔŕŠšŢţÛûṼṽŴŵÝýŽž';
const MORE = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * A message as a longer language might have it: accented, by two fifths longer, and within brackets, so that it
 * shows where one is cut off, put together of others, or written somewhere else. What is within braces stays.
 */
export function pseudo(message: string): string {
  const parts = message.split(PLACEHOLDER);
  const accented = parts.map((part, place) => (place % 2 === 1 ? inCases(part) : accent(part)));
  return `⟦${accented.join('')}${longer(message.replace(PLACEHOLDER, '').length)}⟧`;
}

const PLACEHOLDER = /(\{(?:[^{}]|\{[^{}]*\})*\})/;

/** `{count, plural, one {# step} other {# steps}}`: of it, what is said. */
const inCases = (placeholder: string) =>
  placeholder.replace(/ \{([^{}]*)\}/g, (_, said: string) => ` {${accent(said)}}`);

const accent = (text: string) =>
  [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');

function longer(length: number): string {
  const wanted = Math.ceil(length * 0.4);
  let more = '';
  for (let at = 0; more.length < wanted; at += 1) more += ` ${MORE[at % MORE.length]}`;
  return more;
}
