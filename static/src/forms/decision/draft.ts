import type { Term } from '#domain/term/term';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { type ChosenLevel, type LessDraft, NOTHING_LEFT_OUT } from './less';

/** What is written for a decision: begun on one surface, it is there on the other. */
const keyOf = (requestId: string) => `decision.${requestId}`;

export const readWords = (requestId: string): string =>
  (readDraft<string>(keyOf(requestId)) ?? '').trim();
export const keepWords = (requestId: string, words: string): void =>
  keepDraft(keyOf(requestId), words);
export const dropWords = (requestId: string): void => dropDraft(keyOf(requestId));

/** What is about to be left out. Numbers of lines mean other lines once somebody else has left some out: `of` how many have. */
interface KeptLess {
  readonly of: number;
  readonly leftOut: readonly number[];
  readonly term?: Term;
  readonly levels: readonly ChosenLevel[];
}

const lessKeyOf = (requestId: string) => `less.${requestId}`;

/** Undefined: nothing was begun, or something else was meant. */
export function readLess(requestId: string, of: number): LessDraft | undefined {
  const kept = readDraft<KeptLess>(lessKeyOf(requestId));
  if (kept?.of !== of) return undefined;
  const { leftOut, term, levels } = kept;
  return { ...NOTHING_LEFT_OUT, leftOut: new Set(leftOut), term, levels };
}

export function keepLess(
  requestId: string,
  of: number,
  { leftOut, term, levels }: LessDraft,
): void {
  const kept: KeptLess = {
    of,
    leftOut: [...leftOut],
    levels,
    ...(term === undefined ? {} : { term }),
  };
  keepDraft(lessKeyOf(requestId), kept);
}

export const dropLess = (requestId: string): void => dropDraft(lessKeyOf(requestId));

/** Whether somebody has begun to say something about it, or to leave some of it out: deciding without that would lose it. `of` as above. */
export const isBegun = (requestId: string, of: number): boolean =>
  readWords(requestId) !== '' || readLess(requestId, of) !== undefined;

/** Once it is decided, nothing of that is meant any more. */
export function dropBegun(requestId: string): void {
  dropWords(requestId);
  dropLess(requestId);
}
