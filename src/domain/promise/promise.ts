import { pauseOfTry } from '../lib/growing-pause';
import { HOUR, type Instant, MINUTE, SECOND } from '../lib/time';

/** As much of promised work as says who comes to it next, and when. */
export interface Promised {
  /** Not done by then, the sweep pushes it again. */
  readonly dueAt: Instant;
  /** A run has it until then; 0 where none has. */
  readonly claimedUntil: Instant;
  /** How often it was pushed again or has failed since it last went on: each pause is longer. */
  readonly attempts: number;
}

/** How long a run that has died keeps others from its work. One that lives longer holds a lease, or is in a pass. */
export const CLAIM = 2 * MINUTE;
/** The same of ends: one whose run has died is still to be in time. */
export const CLAIM_OF_ENDS = 25 * SECOND;

/** Where it stands. What is done is no longer there. */
export type PromiseState =
  /** The queue has it, or has lost it: then the sweep pushes it again. */
  | { readonly state: 'waits'; readonly pushedAgainAt: Instant }
  /** A run has it, and nobody else until then. */
  | { readonly state: 'underWay'; readonly until: Instant }
  /** The run that had it has died without a word. */
  | { readonly state: 'left'; readonly pushedAgainAt: Instant }
  /** It came to nothing, and is tried again. */
  | { readonly state: 'failing'; readonly tries: number; readonly nextTryAt: Instant };

export function stateOf({ dueAt, claimedUntil, attempts }: Promised, at: Instant): PromiseState {
  // What ends later than any claim can was claimed by a clock that was ahead.
  const isUnderWay = claimedUntil > at && claimedUntil <= at + 2 * CLAIM;
  if (isUnderWay) return { state: 'underWay', until: claimedUntil };
  if (claimedUntil > 0) return { state: 'left', pushedAgainAt: dueAt };
  if (attempts === 0) return { state: 'waits', pushedAgainAt: dueAt };
  return { state: 'failing', tries: attempts, nextTryAt: dueAt };
}

/** Taken by one run. Undefined where another has it. */
export function claim<P extends Promised>(promised: P, at: Instant, until: Instant): P | undefined {
  if (stateOf(promised, at).state === 'underWay') return undefined;
  const dueAt = Math.max(Math.min(promised.dueAt, at + LONGEST_PAUSE), until);
  return { ...promised, claimedUntil: until, dueAt };
}

/** Whether a run that claimed it until then may say how it goes on: it has it still, or nobody has. */
export function mayLetGo(
  promised: Promised,
  claimedUntil: Instant | undefined,
  at: Instant,
): boolean {
  return promised.claimedUntil === claimedUntil || stateOf(promised, at).state !== 'underWay';
}

/** Goes on later: what was done until now was no failure. */
export function defer<P extends Promised>(promised: P, until: Instant): P {
  return { ...promised, dueAt: until, claimedUntil: 0, attempts: 0 };
}

/** The same after one more try, or push, that came to nothing so far. */
export function putOff<P extends Promised>(promised: P, until: Instant): P {
  const attempts = promised.attempts + 1;
  return { ...promised, dueAt: until, claimedUntil: 0, attempts };
}

/** Left undone this long, work is pushed again by the sweep; its runs may die, or its events be lost. */
export const PUSH_AGAIN_AFTER = 2 * MINUTE;
const LONGEST_BETWEEN_PUSHES = HOUR;

export function pauseAfterPush({ attempts }: Promised): number {
  return pauseOfTry(attempts, PUSH_AGAIN_AFTER, LONGEST_BETWEEN_PUSHES);
}

export interface Failure {
  /** No repetition mends the rest; a person may have mended it by then. */
  readonly passes: boolean;
  /** How long whoever refused it asks to wait. */
  readonly asked: number;
}

const FIRST_PAUSE = { passes: 10 * SECOND, stays: HOUR };
export const LONGEST_PAUSE = 6 * HOUR;

/** However long somebody asks to wait: whether that still holds is looked at again. */
export function pauseAfterFailure({ attempts }: Promised, { passes, asked }: Failure): number {
  const first = passes ? FIRST_PAUSE.passes : FIRST_PAUSE.stays;
  return Math.min(LONGEST_PAUSE, Math.max(asked, pauseOfTry(attempts, first, LONGEST_PAUSE)));
}

/** Work that has come to nothing so often is shown to admins. */
export const TOLD_FROM = 5;

export function isToTell({ attempts }: Promised): boolean {
  return attempts >= TOLD_FROM;
}
