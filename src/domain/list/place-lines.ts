import type { EntryMeaning } from './entry-meaning';
import type { ListLine } from './read-list';

/** What one line of a list comes to, once it was looked up. */
export type PlacedLine = { readonly line: number; readonly text: string } & (
  | EntryMeaning
  /** Another line names the same person, by another address or name. */
  | { readonly found: 'samePerson'; readonly of: number }
  | {
      readonly found: 'unusable';
      readonly why: Exclude<ListLine['verdict'], 'usable'>;
      readonly of?: number;
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
    const { line, text, verdict } = one;
    if (verdict !== 'usable') {
      const of = verdict === 'duplicate' ? { of: one.of } : {};
      return [{ line, text, found: 'unusable', why: verdict, ...of }];
    }
    const meaning = meanings[next++];
    if (meaning === undefined) return [];
    if (meaning.found !== 'person') return [{ line, text, ...meaning }];
    const before = people.get(meaning.person.accountId);
    if (before !== undefined) return [{ line, text, found: 'samePerson', of: before }];
    people.set(meaning.person.accountId, line);
    return [{ line, text, ...meaning }];
  });
}
