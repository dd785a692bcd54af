import * as words from './heading-words';
import { wordKey } from './word-key';

/** What a column holds, as far as its heading says. */
export type ColumnMeaning =
  | 'address'
  | 'signIn'
  | 'principalName'
  | 'wholeName'
  | 'givenName'
  | 'familyName'
  | 'status'
  /** Of somebody else, or an address that people do not work with. */
  | 'elsewhere'
  | 'notKnown';

const keys = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(wordKey));
const ADDRESS_WORDS = keys(words.ADDRESS_WORDS);
const BESIDE_ADDRESS = keys(words.BESIDE_ADDRESS);
const ELSEWHERE_WORDS = keys(words.ELSEWHERE_WORDS);
const WHOLE: readonly (readonly [ColumnMeaning, ReadonlySet<string>])[] = [
  ['principalName', keys(words.PRINCIPAL_NAME)],
  ['givenName', keys(words.GIVEN_NAME)],
  ['familyName', keys(words.FAMILY_NAME)],
  ['wholeName', keys(words.WHOLE_NAME)],
  ['signIn', keys(words.SIGN_IN)],
  ['status', keys(words.STATUS)],
];

/** `Email Address [Required]`, `E-Mail-Adresse`, `user.secondEmail`, `Correo electrónico`, `メールアドレス`. */
export function columnMeaning(cell: string): ColumnMeaning {
  // A remark may stand below.
  const [heading = ''] = cell.split('\n');
  // `Employee #` is a number.
  if (/[#№]/.test(heading)) return 'notKnown';
  const all = wordsOf(heading);
  const bare = wordsOf(heading.replace(/[[(（【].*/s, ''));
  const whole = bare.join('');
  if (all.some((word) => ELSEWHERE_WORDS.has(word))) return 'elsewhere';
  if (words.ELSEWHERE_PARTS.some((part) => whole.includes(wordKey(part)))) return 'elsewhere';
  for (const [meaning, headings] of WHOLE) if (headings.has(whole)) return meaning;
  return isAddress(bare, whole) ? 'address' : 'notKnown';
}

function isAddress(bare: readonly string[], whole: string): boolean {
  if (words.ADDRESS_PARTS.some((part) => whole.includes(wordKey(part)))) return true;
  return (
    bare.some((word) => ADDRESS_WORDS.has(word)) &&
    bare.every((word) => ADDRESS_WORDS.has(word) || BESIDE_ADDRESS.has(word))
  );
}

/** `alternateEmailAddress` is three words, and `E-Mail` is one. */
function wordsOf(heading: string): readonly string[] {
  return heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/\b([Ee])[\s-](?=(mail|post))/gi, '$1')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(wordKey)
    .filter((word) => word !== '');
}
