/** Letters that are read from the right, and marks that turn what stands beside them. */
const TURNS =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG = '\u2068';
const END = '\u2069';
/** doc: UAX #9: what begins an isolate, and what ends the last one that has begun. */
const BEGINS = /[\u2066-\u2068]/;

/** A text of others that has a direction of its own, and turns nothing of the sentence that it stands in. */
export function isolated(text: string): string {
  return TURNS.test(text) ? alone(text) : text;
}

/** The same whatever it is: in a sentence that is read from the right, a name in Latin letters turns things too. */
export const alone = (text: string): string => `${FIRST_STRONG}${withEnds(text)}${END}`;

/** Each isolate that it begins ends in it, and it ends none that began before it. */
export function withEnds(text: string): string {
  let open = 0;
  let kept = '';
  for (const letter of text) {
    if (letter === END && open === 0) continue;
    if (letter === END) open -= 1;
    else if (BEGINS.test(letter)) open += 1;
    kept += letter;
  }
  return kept + END.repeat(open);
}
