import type { LowerLevelView, RequestView } from '#contract/views';
import type { Instant } from '#domain/lib/time';
import { hasTerm } from '#domain/term/has-term';
import { isShorter } from '#domain/term/shorter';
import type { Term } from '#domain/term/term';
import { say } from '#words/say';

/** What somebody is about to leave out of a request. */
export interface LessDraft {
  /** Numbers of steps. */
  readonly leftOut: ReadonlySet<number>;
  /** Undefined: as it was asked for. */
  readonly term: Term | undefined;
  /** Lower levels of bundles, as they were shown: what is not in one is left out. */
  readonly levels: readonly ChosenLevel[];
}

export interface ChosenLevel extends Pick<LowerLevelView, 'levelId' | 'mark' | 'leftOut'> {
  readonly bundleId: string;
}

export const NOTHING_LEFT_OUT: LessDraft = { leftOut: new Set(), term: undefined, levels: [] };

/** Whether a level can be given in the place of the one that was asked for. */
export const isGivable = ({ leftOut, notAskedFor, ofOthers }: LowerLevelView): boolean =>
  leftOut.length > 0 &&
  notAskedFor.groups.length + notAskedFor.others === 0 &&
  ofOthers.length === 0;

export const levelOf = ({ levels }: LessDraft, bundleId: string): ChosenLevel | undefined =>
  levels.find((one) => one.bundleId === bundleId);

/** With a level of a bundle in the place of the one that was asked for, or of the one that was chosen before; undefined: as asked for. */
export function withLevel(
  less: LessDraft,
  bundleId: string,
  level: Pick<LowerLevelView, 'levelId' | 'mark' | 'leftOut'> | undefined,
): LessDraft {
  const leftOut = new Set(less.leftOut);
  for (const step of levelOf(less, bundleId)?.leftOut ?? []) leftOut.delete(step);
  const levels = less.levels.filter((one) => one.bundleId !== bundleId);
  if (level === undefined) return { ...less, leftOut, levels };
  for (const step of level.leftOut) leftOut.add(step);
  const { levelId, mark } = level;
  return {
    ...less,
    leftOut,
    levels: [...levels, { bundleId, levelId, mark, leftOut: level.leftOut }],
  };
}

/** With lines given or left out. A level of which a line is given that is not in it is chosen no more. */
export function withLines(
  less: LessDraft,
  numbers: readonly number[],
  isGiven: boolean,
): LessDraft {
  const leftOut = new Set(less.leftOut);
  for (const one of numbers) isGiven ? leftOut.delete(one) : leftOut.add(one);
  return {
    ...less,
    leftOut,
    levels: less.levels.filter((level) => level.leftOut.every((step) => leftOut.has(step))),
  };
}

/** As it is sent. */
export function lessInput({ leftOut, term, levels }: LessDraft): {
  readonly leftOut: number[];
  readonly term?: Term;
  readonly levels?: { bundleId: string; levelId: string; mark: string }[];
} {
  const named = levels.map(({ bundleId, levelId, mark }) => ({ bundleId, levelId, mark }));
  return {
    leftOut: [...leftOut],
    ...(term === undefined ? {} : { term }),
    ...(named.length === 0 ? {} : { levels: named }),
  };
}

type Asked = Pick<RequestView, 'changes' | 'approves' | 'term'>;

/** The numbers of the first step of each change, and of the one after its last. */
export function stepsOf({ changes }: Pick<Asked, 'changes'>, change: number): [number, number] {
  const before = changes.slice(0, change).reduce((sum, one) => sum + one.subjectCount, 0);
  return [before, before + (changes[change]?.subjectCount ?? 0)];
}

/** Whether there is anything that whoever decides could leave out and still approve something. */
export function canBeLess({ changes, approves, term }: Asked): boolean {
  const lines = approves.reduce((sum, place) => sum + (changes[place]?.subjectCount ?? 0), 0);
  const canBeSooner = term.kind === 'workItem' || termsBelow(term, Date.now()).length > 0;
  return lines > 1 || (lines === 1 && hasTerm(changes) && canBeSooner);
}

/** Why what is left can't be approved so; undefined where it can. */
export function lessProblem(asked: Asked, less: LessDraft, now: Instant): string | undefined {
  const { changes, approves, term } = asked;
  const isTermWrong = less.term !== undefined && !isShorter(less.term, term, now);
  if (isTermWrong || (less.term !== undefined && 'at' in less.term && !(less.term.at > now))) {
    return say('Choose a time in the future that is sooner than what was asked for.');
  }
  if (less.leftOut.size === 0 && less.term === undefined) {
    return say('Leave out a line, or choose a shorter time.');
  }
  const lines = approves.reduce((sum, place) => sum + (changes[place]?.subjectCount ?? 0), 0);
  return less.leftOut.size >= lines
    ? say('Keep at least one line, or decline the request.')
    : undefined;
}

const USUAL: readonly Term[] = [
  { kind: 'hours', hours: 4 },
  { kind: 'days', days: 1 },
  { kind: 'days', days: 7 },
  { kind: 'days', days: 30 },
  { kind: 'days', days: 90 },
];

/** Terms that are offered in the place of a longer one. */
export function termsBelow(term: Term, now: Instant): readonly Term[] {
  return USUAL.filter((one) => isShorter(one, term, now));
}
