import { bareHeading } from './heading-key';
import * as words from './heading-words';
import { wordKey, wordKeys } from './word-key';

/** What a column holds, as far as its heading says. */
export type ColumnMeaning =
  | 'address'
  | 'signIn'
  | 'principalName'
  | 'accountId'
  | 'wholeName'
  | 'givenName'
  | 'familyName'
  | 'status'
  /** Of somebody else, or an address that people do not work with. */
  | 'elsewhere'
  | 'notKnown';

const ADDRESS_WORDS = wordKeys(words.ADDRESS_WORDS);
const BESIDE_ADDRESS = wordKeys(words.BESIDE_ADDRESS);
const ELSEWHERE_WORDS = wordKeys(words.ELSEWHERE_WORDS);
const WHOLE: readonly (readonly [ColumnMeaning, ReadonlySet<string>])[] = [
  ['principalName', wordKeys(words.PRINCIPAL_NAME)],
  ['givenName', wordKeys(words.GIVEN_NAME)],
  ['familyName', wordKeys(words.FAMILY_NAME)],
  ['wholeName', wordKeys(words.WHOLE_NAME)],
  ['signIn', wordKeys(words.SIGN_IN)],
  ['accountId', wordKeys(words.ACCOUNT_ID)],
  ['status', wordKeys([...words.STATUS, ...words.LEAVING])],
];

/** `Email Address [Required]`, `E-Mail-Adresse`, `user.secondEmail`, `Correo electrónico`, `メールアドレス`. */
export function columnMeaning(cell: string): ColumnMeaning {
  const [heading = ''] = cell.split('\n');
  // `Employee #` is a number.
  if (/[#№]/.test(heading)) return 'notKnown';
  const all = wordsOf(heading);
  const bare = wordsOf(bareHeading(cell));
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
