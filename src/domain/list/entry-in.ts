import { accountIdIn } from '../action/account-id';
import { isEmail } from '../action/email';
import { emailKey } from '../action/subject';
import { addressesIn } from './addresses-in';
import { hasUnseen } from './has-unseen';

const ENTRY_MAX = 320;
const FORMULA = /^[=+\-@\t\r|%]/;
/** `@Grace Kim`, as chats write people; a function of a table program has brackets. */
const MENTION = /^@(?=\p{L})(?=[^@()]*$)/u;
/**
 * doc: Microsoft Entra, properties of a B2B guest: the principal name of a guest is their own address with its `@`
 * written as `_`, then `#EXT#@` and the directory that they are a guest of.
 */
const GUEST = /^(?:(.+)_([^_@]+))?.*#EXT#@/i;

export type EntryFound =
  | {
      readonly verdict: 'usable';
      readonly entry: string;
      /** The same name as it stood there, where its halves were turned round: some sites name people so. */
      readonly otherwise?: string;
      /** The directory that the list comes from has them as a guest. */
      readonly guest?: true;
    }
  | {
      readonly verdict:
        | 'malformed'
        | 'severalAddresses'
        | 'lookAlike'
        | 'unseen'
        | 'formula'
        | 'tooLong';
    };

/** The address, the account id or the name that a part of a line or a cell holds, or what is wrong with it. */
export function entryIn(cell: string): EntryFound {
  if (cell.length > ENTRY_MAX) return { verdict: 'tooLong' };
  const named = cell.replace(MENTION, '');
  if (FORMULA.test(named)) return { verdict: 'formula' };
  if (hasUnseen(named)) return { verdict: 'unseen' };
  const accountId = accountIdIn(named);
  if (accountId !== undefined) return { verdict: 'usable', entry: accountId };
  return named.includes('@') ? addressIn(named) : nameIn(named);
}

function addressIn(text: string): EntryFound {
  const addresses = addressesIn(text).map((place) => place.text);
  const [address = ''] = addresses;
  if (addresses.some((other) => emailKey(other) !== emailKey(address)))
    return { verdict: 'severalAddresses' };
  // An address is written in ASCII; anything else in it may pass for another one.
  if (!isEmail(address))
    return { verdict: /[^\x20-\x7e]/.test(address) ? 'lookAlike' : 'malformed' };
  const guest = GUEST.exec(address);
  if (guest === null) return { verdict: 'usable', entry: address };
  const own = `${guest[1]}@${guest[2]}`;
  return isEmail(own) ? { verdict: 'usable', entry: own, guest: true } : { verdict: 'malformed' };
}

function nameIn(text: string): EntryFound {
  const name = text.replace(/["“”„]/g, '').replace(/^[\s,;:]+|[\s,;:]+$/g, '');
  if (!/\p{L}/u.test(name)) return { verdict: 'malformed' };
  if (mixesScripts(name)) return { verdict: 'lookAlike' };
  const [, family, given] = /^([^,]+),([^,]+)$/.exec(name) ?? [];
  return family === undefined || given === undefined
    ? { verdict: 'usable', entry: name }
    : { verdict: 'usable', entry: `${given.trim()} ${family.trim()}`, otherwise: name };
}

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
/** Full-width and mathematical letters: the same letter by another code. */
const STYLED = /[\uff00-\uff5e]|[\u{1d400}-\u{1d7ff}]/u;

/** Within one word, letters of scripts that look alike: no name is written so. */
function mixesScripts(name: string): boolean {
  return name
    .split(/[\s-]/)
    .some((word) => STYLED.test(word) || SCRIPTS.filter((script) => script.test(word)).length > 1);
}
