import type { EntryMeaning } from './entry-meaning';
import type { ListLine } from './read-list';

/** What stands beside a line, whatever it comes to. */
interface LineNotes {
  readonly line: number;
  readonly text: string;
  readonly says?: string;
  readonly strayQuote?: true;
  readonly guest?: true;
}

/** What one line of a list comes to, once it was looked up. */
export type PlacedLine = LineNotes &
  (
    | EntryMeaning
    /** Another line names the same person, by another address or name. */
    | { readonly found: 'samePerson'; readonly of: number }
    | {
        readonly found: 'unusable';
        readonly why: Exclude<ListLine['verdict'], 'usable'>;
        readonly of?: number;
        /** Behind what it stands. */
        readonly label?: string;
      }
  );

/** Lines with what their entries mean: one meaning for each usable line, in their order. */
export function placeLines(
  lines: readonly ListLine[],
  meanings: readonly EntryMeaning[],
): readonly PlacedLine[] {
  let next = 0;
  const people = new Map<string, number>();
  return lines.flatMap((one): PlacedLine[] => {
    const notes = notesOf(one);
    if (one.verdict !== 'usable') {
      const of = one.verdict === 'duplicate' ? { of: one.of } : {};
      const label = one.verdict === 'elsewhere' ? { label: one.label } : {};
      return [{ ...notes, found: 'unusable', why: one.verdict, ...of, ...label }];
    }
    const meaning = meanings[next++];
    if (meaning === undefined) return [];
    if (meaning.found !== 'person') return [{ ...notes, ...meaning }];
    const before = people.get(meaning.person.accountId);
    if (before !== undefined) return [{ ...notes, found: 'samePerson', of: before }];
    people.set(meaning.person.accountId, one.line);
    return [{ ...notes, ...meaning }];
  });
}

function notesOf(one: ListLine): LineNotes {
  const { line, text, says, strayQuote } = one;
  return {
    line,
    text,
    ...(says === undefined ? {} : { says }),
    ...(strayQuote === undefined ? {} : { strayQuote }),
    ...(one.verdict === 'usable' && one.guest ? { guest: true } : {}),
  };
}
