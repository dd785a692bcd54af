import { DAY, type Instant } from '../lib/time';

/** What a round goes through: every request, and then whatever is in lists, its request gone or not. */
const KINDS = ['request', 'projected'] as const;

/** How far holding the lists against the requests has come. */
export interface ListRound {
  readonly beganAt: Instant;
  /** Undefined while it goes on. */
  readonly endedAt?: Instant;
  /** An admin has asked for it: the queue goes on with it, and each sweep. */
  readonly isAsked?: true;
  readonly kind: (typeof KINDS)[number];
  readonly cursor?: string;
  /** Looked at, and written anew because its rows were not as they should be. */
  readonly looked: number;
  readonly mended: number;
  /** Could not be seen to: the next round looks again. */
  readonly failed: number;
}

/** A round begins each day; what the app does by itself is right already. */
const ROUND_EVERY = DAY;

export function beginRound(at: Instant, isAsked: boolean): ListRound {
  const round = { beganAt: at, kind: KINDS[0], looked: 0, mended: 0, failed: 0 };
  return isAsked ? { ...round, isAsked } : round;
}

/** The round to go on with, or the one that is due. */
export function roundDue(last: ListRound | undefined, at: Instant): ListRound | undefined {
  if (last === undefined) return beginRound(at, false);
  if (last.endedAt === undefined) return last;
  return last.beganAt + ROUND_EVERY > at ? undefined : beginRound(at, false);
}

export interface PageSeen {
  readonly looked: number;
  readonly mended: number;
  readonly failed: number;
}

/** Behind a page: further in the same kind, at the next, or over. */
export function behindPage(
  round: ListRound,
  seen: PageSeen,
  cursor: string | undefined,
  at: Instant,
): ListRound {
  const { cursor: _before, ...rest } = round;
  const counted = {
    ...rest,
    looked: round.looked + seen.looked,
    mended: round.mended + seen.mended,
    failed: round.failed + seen.failed,
  };
  if (cursor !== undefined) return { ...counted, cursor };
  const next = KINDS[KINDS.indexOf(round.kind) + 1];
  return next === undefined ? { ...counted, endedAt: at } : { ...counted, kind: next };
}
