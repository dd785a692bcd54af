import { alone, isolated } from '#domain/lib/isolated';
import { type Language, makeLanguage } from './language';
import type { ShownValuesOf, ValuesOf } from './message-types';

/** Of a page there is one language, its reader's. Where nobody is known to read, it is the English of the messages. */
let spoken = makeLanguage({ locale: 'en-GB', timeZone: 'UTC', namesZone: true });

export function speak(language: Language): void {
  spoken = language;
}

export const language = (): Language => spoken;

/** A message in the reader's language. A value that is missing, or that it does not have, does not compile. */
export function say<Message extends string>(
  message: Message,
  ...[values]: ValuesOf<Message>
): string {
  return partsOf(message, (values ?? {}) as Readonly<Record<string, string | number>>).join('');
}

/** The same in parts, of which some are more than text. */
export function sayInParts<Message extends string, Shown>(
  message: Message,
  values: ShownValuesOf<Message, Shown>,
): readonly (string | Shown)[] {
  return partsOf(message, values as Readonly<Record<string, string | number | Shown>>);
}

const PLACEHOLDER = /\{(\w+)(?:, plural, ((?:[^{}]*\{[^{}]*\})+))?\}/;
const PARTS_OF_A_PLACEHOLDER = 3;

function partsOf<Shown>(
  message: string,
  values: Readonly<Record<string, string | number | Shown>>,
): (string | Shown)[] {
  const split = spoken.translate(message).split(PLACEHOLDER);
  const parts: (string | Shown)[] = [];
  for (let at = 0; at < split.length; at += PARTS_OF_A_PLACEHOLDER) {
    const [text = '', name, cases] = split.slice(at, at + PARTS_OF_A_PLACEHOLDER);
    parts.push(text);
    if (name === undefined) continue;
    const value = values[name];
    if (cases !== undefined) parts.push(inCase(cases, Number(value)));
    else if (typeof value === 'number') parts.push(spoken.number(value));
    else if (typeof value === 'string') parts.push(inItsDirection(value));
    else if (value !== undefined) parts.push(value);
  }
  return parts;
}

/** What others have written turns nothing of the sentence, whichever way either is read. */
const inItsDirection = (value: string): string =>
  spoken.direction === 'rtl' ? alone(value) : isolated(value);

/** `one {# step} other {# steps}`: the case of the number; a language has cases that English lacks. */
function inCase(cases: string, value: number): string {
  const textOf = (name: string) => new RegExp(`\\b${name} \\{([^}]*)\\}`).exec(cases)?.[1];
  const text = textOf(spoken.pluralOf(value)) ?? textOf('other') ?? '';
  return text.replace('#', spoken.number(value));
}
