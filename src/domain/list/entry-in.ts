import { isEmail } from '../action/email';

const ENTRY_MAX = 320;
/** Marks of direction, joiners, controls: nobody sees them, and they tell two texts apart. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;
const FORMULA = /^[=+\-@\t\r|%]/;
/** `Priya Raman <priya@x.example>`, as mail programs write it. */
const NAMED_ADDRESS = /<\s*([^<>\s]+@[^<>\s]+)\s*>\s*;?$/;

export type EntryFound =
  | { readonly verdict: 'usable'; readonly entry: string }
  | { readonly verdict: 'malformed' | 'lookAlike' | 'unseen' | 'formula' | 'tooLong' };

/** The address or the name that a cell holds, or what is wrong with it. Never changes what it holds. */
export function entryIn(cell: string): EntryFound {
  if (cell.length > ENTRY_MAX) return { verdict: 'tooLong' };
  if (FORMULA.test(cell)) return { verdict: 'formula' };
  if (UNSEEN.test(cell)) return { verdict: 'unseen' };
  const entry = (NAMED_ADDRESS.exec(cell)?.[1] ?? cell).replace(/^mailto:/i, '');
  if (entry.includes('@')) {
    if (isEmail(entry)) return { verdict: 'usable', entry };
    // An address is written in ASCII; anything else in it may pass for another one.
    return { verdict: /[^\x20-\x7e]/.test(entry) ? 'lookAlike' : 'malformed' };
  }
  if (!/\p{L}/u.test(entry)) return { verdict: 'malformed' };
  return mixesScripts(entry) ? { verdict: 'lookAlike' } : { verdict: 'usable', entry };
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
