import { DAY, HOUR, type Instant } from '../lib/time';

/** What a round searches, in this order: audit last, so that what a round learns of addresses is known there. */
export const ROUND_KINDS = [
  'connection',
  'policy',
  'away',
  'request',
  'projected',
  'steps',
  'telling',
  'holding',
  'grants',
  'submission',
  'audit',
] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** How far the app has come in going round everything that it stores. */
export interface PersonalRound {
  readonly number: number;
  readonly beganAt: Instant;
  readonly isOver: boolean;
  /** What it goes on with. */
  readonly kind: RoundKind;
  /** Where it goes on there; none at the beginning. */
  readonly cursor?: string;
}

/** Whoever comes to be stored is reported within a day, and then in each cycle. */
const ROUND_EVERY = DAY;
/** While somebody is to be erased or renamed: what was kept from it may be free by then. */
const AGAIN_AFTER = HOUR;

/** `pendingSince`: of whom waits for a round, who has come last. */
export function roundToGoOn(
  last: PersonalRound | undefined,
  pendingSince: Instant | undefined,
  at: Instant,
): PersonalRound | undefined {
  if (last !== undefined && !last.isOver) return last;
  const begin = { beganAt: at, isOver: false, kind: ROUND_KINDS[0] } as const;
  if (last === undefined) return { ...begin, number: 1 };
  const isNew = pendingSince !== undefined && pendingSince > last.beganAt;
  const again = pendingSince !== undefined && last.beganAt + AGAIN_AFTER <= at;
  if (!isNew && !again && last.beganAt + ROUND_EVERY > at) return undefined;
  return { ...begin, number: last.number + 1 };
}

/** Behind a page of one kind: on it, with the next kind, or over. */
export function behindPage(round: PersonalRound, cursor: string | undefined): PersonalRound {
  const { number, beganAt, kind } = round;
  const on = { number, beganAt, isOver: false, kind };
  if (cursor !== undefined) return { ...on, cursor };
  const next = ROUND_KINDS[ROUND_KINDS.indexOf(kind) + 1];
  return next === undefined ? { ...on, isOver: true } : { ...on, kind: next };
}

/** The last round that went round everything. */
export function lastWhole(round: PersonalRound | undefined): number {
  if (round === undefined) return 0;
  return round.isOver ? round.number : round.number - 1;
}
