import { CONFUSABLES } from './confusables';
import { LATIN_LETTERS } from './latin-letters';

/**
 * Letters that Unicode's list leaves out, because they look like another letter only at a glance: small
 * capitals, letters with a stroke or a hook, and of other scripts.
 */
const AT_A_GLANCE: readonly (readonly [looksLike: string, characters: string])[] = [
  ['a', 'ᴀɐдⱥ'],
  ['ae', 'ᴁ'],
  ['b', 'ʙβв'],
  ['c', 'ƈς'],
  ['d', 'ᴅðδժ'],
  ['e', 'ᴇɘəɛɜεэє'],
  ['f', 'ꜰғʄ'],
  ['g', 'ɢ'],
  ['h', 'ʜн'],
  ['i', 'ʟ'],
  ['j', 'ᴊȷ'],
  ['k', 'ᴋκкⱪ'],
  ['m', 'ᴍμмʍⲙო'],
  ['n', 'ɴɲпийԉπ'],
  ['oe', 'ɶ'],
  ['p', 'ᴘ'],
  ['q', 'ɋꞯ'],
  ['r', 'ʀɾя'],
  ['s', 'ȿƨ'],
  ['ss', 'ß'],
  ['t', 'ᴛʈʇτт'],
  ['u', 'ʉцʊ'],
  ['w', 'ωщᗯ'],
  ['x', 'χӽ'],
];

/** Digits and signs that are read as letters; and of the letters that look like one another, one. */
const READ_AS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  l: 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'b',
  '7': 't',
  '8': 'b',
  '9': 'g',
};
const SIGNS: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  '¡': 'i',
  '+': 't',
  '€': 'e',
  '£': 'i',
  '(': 'c',
  '†': 't',
  '┼': 't',
  '∂': 'a',
  '∈': 'e',
  '∩': 'n',
  '⁞': 'i',
  '❘': 'i',
};

/** Those that are read as another letter as well. */
const SIGNS_ALSO: typeof SIGNS = { ...SIGNS, '∂': 'd' };

/** Letters in filled squares and circles, and flags' letters, which stand in the order of the alphabet. */
const ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  [...LATIN_LETTERS, ...AT_A_GLANCE, ...CONFUSABLES]
    .flatMap(([looksLike, characters]) =>
      [...characters].map((character): [string, string] => [character, looksLike]),
    )
    .concat(
      ALPHABETS.flatMap((first) =>
        [...'abcdefghijklmnopqrstuvwxyz'].map((letter, place): [string, string] => [
          String.fromCodePoint(first + place),
          letter,
        ]),
      ),
    ),
);

/**
 * How a name looks at a glance (after Unicode's skeletons, UTS 39): without case, accents, separators and
 * what is not seen, in letters of one script. Two names of the same look are read as one another. There
 * are several where a sign could be a letter or a separator, and where a letter looks like another than
 * the one that it stands for (the long s: an f).
 */
export function looksOf(name: string): readonly string[] {
  return looksKeeping(name, undefined);
}

/** `digit`: stands for itself, and is read as no letter. */
function looksKeeping(name: string, digit: string | undefined): readonly string[] {
  const looks = [plain(name), plain(inAscii(name.replace(UNSEEN, '')))].flatMap((seen) => [
    seen,
    ...[SIGNS, SIGNS_ALSO].map((signs) => withSigns(seen, signs)),
  ]);
  return [...new Set(looks.map((look) => lettersOf(look, digit)))];
}

/**
 * Both of these are read as a b, and nobody reads one of them as the other: names with one and with the
 * other, as those of years, are two names.
 */
const READ_AS_ONE = ['6', '8'];

/**
 * Tells the first of these names that another could be mistaken for. A name itself counts too, unless it
 * is the one that is left out.
 */
export function lookAlikeAmong(
  names: Iterable<string>,
): (name: string, leftOut?: string) => string | undefined {
  const byLook = new Map<string, string[]>();
  for (const one of names) {
    for (const key of keysOf(one)) {
      const alike = byLook.get(key);
      if (alike === undefined) byLook.set(key, [one]);
      else alike.push(one);
    }
  }
  return (name, leftOut) =>
    keysOf(name)
      .flatMap((key) => byLook.get(key) ?? [])
      .find((one) => one !== leftOut);
}

function keysOf(name: string): string[] {
  return READ_AS_ONE.flatMap((digit) =>
    looksKeeping(name, digit).flatMap((look) => (look === '' ? [] : [`${digit} ${look}`])),
  );
}

/** Undefined: this name can't be mistaken for any of the others. */
export const findLookAlike = (name: string, others: Iterable<string>): string | undefined =>
  lookAlikeAmong(others)(name);

/** The same with one dash for whatever separates words, for names that are known by their parts. */
export function dashedLooks(name: string): readonly string[] {
  const seen = plain(name);
  const looks = [seen, withSigns(seen, SIGNS), withSigns(seen, SIGNS_ALSO)].flatMap((one) => {
    const look = [...withDashes(one).replace(/[\p{Z}\p{P}\p{S}]+/gu, '-')]
      .map((letter) => READ_AS[letter] ?? letter)
      .join('')
      .replace(/[\p{C}\p{M}]/gu, '');
    // A c beside an l is read as an a as well: among all names that would make one of `ai` and `cli`.
    return [look, asOneLetter(look), asOneLetter(look.replaceAll('ci', 'a'))];
  });
  return [...new Set(looks)];
}

const withSigns = (text: string, signs: typeof SIGNS) =>
  [...text].map((character) => signs[character] ?? character).join('');

/** Two letters beside each other that are read as one. */
const asOneLetter = (letters: string) =>
  letters.replaceAll('rn', 'm').replaceAll('nn', 'm').replaceAll('vv', 'w').replaceAll('ci', 'd');

/** Before case is folded and after: a capital can look like another letter than its small one. */
function plain(name: string): string {
  const capitals = inAscii(name.replace(UNSEEN, '').normalize('NFKD')).toLowerCase();
  return inAscii(capitals.normalize('NFKD')).toLowerCase();
}

/** Letters among them, which fill a place of Hangul; and marks that stand behind a name, and would become letters. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}™℠]/gu;

/**
 * Letters of other scripts that are a mere stroke or dot: between letters of ASCII they are read as a dash or as a
 * point, and among their own as themselves. What is no letter, and drops out of a look, stands between nothing.
 */
const STROKES = '\\p{Lm}一丶ㄧᅳᆞꟷꞏᐟᐠᐧᐨי';
const BETWEEN_ASCII = new RegExp(
  `(?<=^|[0-9a-z])[${STROKES}\\p{C}\\p{M}\\p{Z}\\p{P}\\p{S}]+(?=[0-9a-z]|$)`,
  'gu',
);
const STROKE = new RegExp(`[${STROKES}]+`, 'gu');

const withDashes = (text: string) =>
  text.replace(BETWEEN_ASCII, (between) =>
    between.length === text.length ? between : between.replace(STROKE, '-'),
  );

const inAscii = (text: string) =>
  [...text].map((character) => LOOKS_LIKE.get(character) ?? character).join('');

function lettersOf(plainName: string, kept: string | undefined): string {
  const letters = withDashes(plainName).replace(/[\p{C}\p{M}\p{Z}\p{P}\p{S}]/gu, '');
  const read = [...letters].map((letter) =>
    letter === kept ? letter : (READ_AS[letter] ?? letter),
  );
  return asOneLetter(read.join(''));
}
