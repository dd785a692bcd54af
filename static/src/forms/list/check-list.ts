import type { Answer } from '#contract/answer';
import { SUBJECTS_MAX } from '#contract/limits';
import type { Person } from '#domain/action/person';
import type { EntryMeaning } from '#domain/list/entry-meaning';
import type { ListRow } from '#domain/list/list-row';
import { nearNames } from '#domain/list/near-names';
import { type PlacedLine, placeLines } from '#domain/list/place-lines';
import { type ColumnChoice, type ListLine, type ListRead, readList } from '#domain/list/read-list';
import { callForm } from '../../api/callers';
import { readRows } from './read-rows';

/** A list that was read, and what its entries mean as far as they were looked up. */
export interface CheckedList {
  readonly rows: readonly ListRow[];
  readonly choice: ColumnChoice | undefined;
  readonly read: ListRead;
  readonly meanings: ReadonlyMap<string, EntryMeaning>;
  /** Of names that nobody has: people whose name is nearly that. */
  readonly near: ReadonlyMap<string, readonly Person[]>;
}

/** A line of a list with what it comes to. */
export interface CheckedLine {
  readonly source: ListLine;
  readonly line: PlacedLine;
  readonly near: readonly Person[];
}

/** `onProgress` is told which share of the site is read; answers whether anybody still waits for it. */
export async function checkList(
  issueId: string,
  text: string,
  choice: ColumnChoice | undefined,
  onProgress: (share: number) => boolean,
): Promise<Answer<CheckedList>> {
  const rows = readRows(text);
  const read = readList(rows, SUBJECTS_MAX, choice);
  const lines = read.kind === 'lines' ? read.lines : [];
  const usable = lines.flatMap((line) => (line.verdict === 'usable' ? [line] : []));
  const answer = await meaningsOf(
    issueId,
    usable.map(({ entry }) => entry),
    onProgress,
  );
  if (!answer.ok) return answer;
  const turned = usable.flatMap(({ entry, otherwise }) =>
    otherwise !== undefined && answer.value.get(entry)?.found === 'nobody' ? [otherwise] : [],
  );
  const asTheyStood = await meaningsOf(issueId, turned, onProgress);
  if (!asTheyStood.ok) return asTheyStood;
  const meanings = new Map([...answer.value, ...asTheyStood.value]);
  const unknown = usable.filter((line) => meaningOf(line, meanings)?.found === 'nobody');
  const [withEmails, near] = await Promise.all([
    withAddresses(issueId, meanings),
    findNear(
      issueId,
      unknown.map(({ entry }) => entry),
    ),
  ]);
  return { ok: true, value: { rows, choice, read, meanings: withEmails, near } };
}

/** The list of a text that is left of one that was checked; undefined where it has something new. */
export function readAgain(text: string, before: CheckedList): CheckedList | undefined {
  if (text === '') return undefined;
  const rows = readRows(text);
  const read = readList(rows, SUBJECTS_MAX, before.choice);
  const isKnown =
    read.kind === 'lines' &&
    read.lines.every(
      (line) => line.verdict !== 'usable' || meaningOf(line, before.meanings) !== undefined,
    );
  return isKnown ? { ...before, rows, read } : undefined;
}

/** The lines of a list that was checked, in their order. */
export function linesOf({ read, meanings, near }: CheckedList): readonly CheckedLine[] {
  if (read.kind !== 'lines') return [];
  const known = read.lines.flatMap((line) => {
    const meaning = line.verdict === 'usable' ? meaningOf(line, meanings) : undefined;
    return meaning === undefined ? [] : [meaning];
  });
  return placeLines(read.lines, known).flatMap((line, place) => {
    const source = read.lines[place];
    if (source === undefined) return [];
    const entry = source.verdict === 'usable' ? source.entry : '';
    return [{ source, line, near: line.found === 'nobody' ? (near.get(entry) ?? []) : [] }];
  });
}

type UsableLine = Extract<ListLine, { verdict: 'usable' }>;

/** Some sites name people `Kim, Grace`: where nobody has the name turned round, it is the other. */
function meaningOf(
  { entry, otherwise }: UsableLine,
  meanings: ReadonlyMap<string, EntryMeaning>,
): EntryMeaning | undefined {
  const meaning = meanings.get(entry);
  if (meaning?.found !== 'nobody' || otherwise === undefined) return meaning;
  return meanings.get(otherwise) ?? meaning;
}

async function meaningsOf(
  issueId: string,
  entries: readonly string[],
  onProgress: (share: number) => boolean,
): Promise<Answer<ReadonlyMap<string, EntryMeaning>>> {
  if (entries.length === 0) return { ok: true, value: new Map() };
  const answer = await callForm('people.resolve', { issueId, entries: [...entries] }, onProgress);
  if (!answer.ok) return answer;
  const pairs = entries.flatMap((entry, place) => {
    const meaning = answer.value[place];
    return meaning === undefined ? [] : [[entry, meaning] as const];
  });
  return { ok: true, value: new Map(pairs) };
}

/** People of one name are told apart by their address, where this reader may see it. */
async function withAddresses(
  issueId: string,
  meanings: ReadonlyMap<string, EntryMeaning>,
): Promise<ReadonlyMap<string, EntryMeaning>> {
  const pairs = [...meanings].map(async ([entry, meaning]) => {
    const query = meaning.found === 'several' ? meaning.people[0]?.displayName : undefined;
    if (meaning.found !== 'several' || query === undefined) return [entry, meaning] as const;
    const found = await callForm('people.search', { issueId, query });
    const known = new Map((found.ok ? found.value.items : []).map((one) => [one.accountId, one]));
    const people = meaning.people.map((one) => known.get(one.accountId) ?? one);
    return [entry, { ...meaning, people }] as const;
  });
  return new Map(await Promise.all(pairs));
}

/** Each takes searches of its own: beyond so many, a list has another mistake than letters. */
const NEAR_MOST = 10;
const SEARCHED_WORD = 2;

async function findNear(
  issueId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Person[]>> {
  const pairs = names
    .filter((name) => !name.includes('@'))
    .slice(0, NEAR_MOST)
    .map(async (name) => {
      const words = name.split(/\s+/).filter((word) => word.length >= SEARCHED_WORD);
      const ends = [...new Set([words[0], words.at(-1)])].filter((word) => word !== undefined);
      const found = await Promise.all(
        ends.map((query) => callForm('people.search', { issueId, query })),
      );
      const people = new Map(
        found.flatMap((one) => (one.ok ? one.value.items : [])).map((one) => [one.accountId, one]),
      );
      return [name, nearNames(name, [...people.values()])] as const;
    });
  return new Map(await Promise.all(pairs));
}
