import type { Person } from '../action/person';
import { lettersWrong } from '../lib/letters-wrong';
import { nameKey } from './name-key';
import { plainLetters } from './plain-letters';

const MOST = 5;
/** From this length on, a word may have two letters wrong. */
const LONG_WORD = 6;

/** People whose name is nearly this one: a letter or two is wrong, a part is missing, or the order is another. */
export function nearNames(name: string, people: readonly Person[]): readonly Person[] {
  const wanted = wordsOf(name);
  return people
    .map((person) => ({ person, away: howFar(wanted, wordsOf(person.displayName)) }))
    .filter(({ away }) => away !== undefined)
    .sort((one, other) => (one.away ?? 0) - (other.away ?? 0))
    .slice(0, MOST)
    .map(({ person }) => person);
}

function wordsOf(name: string): readonly string[] {
  return plainLetters(nameKey(name))
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Undefined: another name. Every word of the shorter name is nearly one of the longer's. */
function howFar(one: readonly string[], other: readonly string[]): number | undefined {
  const [few, many] = one.length <= other.length ? [one, [...other]] : [other, [...one]];
  if (few.length === 0) return undefined;
  let sum = many.length - few.length;
  for (const word of few) {
    const aways = many.map((candidate) => lettersWrong(word, candidate));
    const least = Math.min(...aways);
    if (least > (word.length >= LONG_WORD ? 2 : 1)) return undefined;
    sum += least;
    many.splice(aways.indexOf(least), 1);
  }
  return sum;
}
