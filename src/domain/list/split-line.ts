import { emailKey } from '../action/subject';
import { addressesIn } from './addresses-in';
import { trimmed } from './trimmed';

/** Before what a line is about: a bullet, a number, a box to tick. */
const BULLET = /^(?:(?:[-*+•·‣▪◦–—]|\(?\d{1,4}[.)]|\[[ xX]?\])\s+)+/u;

/** What stands before the people of a mail: `To:`, `Cc:`, `An:`. Who sent it has another word. */
const RECIPIENTS =
  /^(?:to|b?cc|an|(?:blind)?kopie|à|pour|a|para|copia|cco|ccn|aan|till|kopia|til|do|dw|komu|кому|копия|宛先|收件人|抄送|받는 사람|참조)\s*[:：]\s*/iu;

/** Beside a name in a chat: `Grace Kim  9:41 AM`, `[10:14] Grace Kim`. */
const TIME =
  /^\[?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\]?\s+(?![ap]\.?m\b)(?=\p{L})|(?<=\p{L})\s+\[?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\]?$/giu;

/** As chats and Jira write people: `@Grace Kim @Wei Zhang`. */
const MENTIONED = /^\s*(?:@\p{L}|\[~)/u;

/**
 * What one line of a text names, one part for each, as it stood there: each `@` of the line is in exactly one of
 * them. Between people stands a semicolon, a tab, a bar or a comma; between addresses, a blank is enough.
 */
export function splitLine(line: string): readonly string[] {
  return cutAt(
    trimmed(line).replace(BULLET, '').replace(RECIPIENTS, '').replace(TIME, ''),
    /[;\t|]/,
  )
    .flatMap(peopleOfSegment)
    .flatMap(joinedPeople)
    .flatMap(cutBehindAddresses)
    .map(trimmed)
    .filter((part) => part !== '');
}

const SENDER = /^(?:from|von|de|da|van|från|fra|от|差出人|发件人|보낸 사람)\s*[:：]/iu;

/** Copied with the recipients of a mail: they are who is meant. */
export const isSender = (line: string): boolean => SENDER.test(trimmed(line));

export const isMailHeader = (lines: readonly string[]): boolean =>
  lines.some(isSender) && lines.some((line) => RECIPIENTS.test(trimmed(line)));

/** Commas part people, and the halves of `Last, First`. */
function peopleOfSegment(segment: string): readonly string[] {
  const pieces = cutAt(segment, /,/).filter((piece) => trimmed(piece) !== '');
  if (pieces.length === 2 && !segment.includes('@')) {
    const [family = '', given = ''] = pieces;
    return areHalves(family, given) ? [`${family},${given}`] : pieces;
  }
  const people: string[] = [];
  for (const piece of pieces) {
    const before = people.at(-1);
    const name = /^([^<@]*)<[^<>]*@/.exec(piece)?.[1];
    const isSecondHalf =
      name !== undefined &&
      before !== undefined &&
      !before.includes('@') &&
      trimmed(name) !== '' &&
      areHalves(before, name);
    if (isSecondHalf) people.splice(-1, 1, `${before},${piece}`);
    else people.push(piece);
  }
  return people;
}

const AND = /\s+(?:and|und|et|&)\s+/iu;

/** `Grace Kim and Wei Zhang`: whole names on both sides. */
function joinedPeople(piece: string): readonly string[] {
  const names = piece.split(AND);
  const areNames = names.every((name) => /^\s*\p{L}\S*(?:\s+\p{L}\S*){1,3}\s*$/u.test(name));
  return names.length > 1 && areNames && !piece.includes('@') ? names : [piece];
}

/** Two names of several words each are two people: of one, a half is mostly a single word. */
function areHalves(family: string, given: string): boolean {
  const isOneWord = (text: string) => !/\s/.test(trimmed(text));
  return isOneWord(family) || isOneWord(given);
}

/** `a@x b@x`, `Grace a@x Wei b@x`: each part ends with its address; what is behind the last belongs to it. */
function cutBehindAddresses(piece: string): readonly string[] {
  const mentions = MENTIONED.test(piece) ? piece.split(/\s+(?=@\p{L}|\[~)/u) : [];
  if (mentions.length > 1) return mentions;
  const found = addressesIn(piece);
  const [first] = found;
  if (first === undefined || found.every(({ text }) => emailKey(text) === emailKey(first.text)))
    return [piece];
  // An address as the name of another one: which is meant is not ours to say.
  const isName = found.some(({ to }, at) => {
    const next = found[at + 1];
    return next !== undefined && !next.isBare && !/[\p{L}>)\]]/u.test(piece.slice(to, next.from));
  });
  if (isName) return [piece];
  const ends = found.slice(0, -1).map(({ to }) => {
    const closing = /^[>)\]"'”’]*/.exec(piece.slice(to))?.[0].length ?? 0;
    return to + closing;
  });
  return [0, ...ends].map((from, at) => piece.slice(from, ends[at]));
}

/** Cuts a text where one of these signs stands outside of quotes, angles and brackets. */
function cutAt(text: string, sign: RegExp): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const closed = closingOf(text, at);
    if (closed !== undefined) at = closed;
    else if (sign.test(text.charAt(at))) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '<': '>',
  '(': ')',
};

/** Where what opens here closes. What holds several people opens nothing: its sign is a stray one. */
function closingOf(text: string, at: number): number | undefined {
  const closing = CLOSING[text.charAt(at)];
  if (closing === undefined) return undefined;
  const end = text.indexOf(closing, at + 1);
  if (end === -1) return undefined;
  const inside = text.slice(at + 1, end);
  const isList = inside.includes('@') && /[,;<>\t|]/.test(inside);
  return isList ? undefined : end;
}
