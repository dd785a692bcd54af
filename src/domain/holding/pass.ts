import type { EndOfGrant } from '../grant/grant';
import { passesByItself, type StuckCause } from '../grant/stuck-cause';
import { type Instant, MINUTE, SECOND } from '../lib/time';
import { changed, endThem, type FactOfRequest, type HoldingChange } from './change-holding';
import { type Holding, type HoldingWork, lastingGrant, wantedOf, workOf } from './holding';
import {
  isAnythingToTell,
  keptTold,
  type LateNotice,
  lateNotice,
  nextNoticeAt,
} from './late-notice';
import { overdueCause } from './overdue';
import { lastTermOf } from './returned';

/** When a holding is next to be looked at; undefined: not by itself. */
export function dueAtOf({ work }: Pick<Holding, 'work'>): Instant | undefined {
  switch (work.state) {
    case 'runs':
      return work.dueAt;
    case 'settling':
      return work.until;
    case 'stuck':
      return work.nextTryAt;
    case 'stays':
    case 'over':
      return undefined;
  }
}

/** A pass over access that ends is over then at the latest, whatever became of whoever made it. */
export const LONGEST_PASS = 3 * MINUTE;
/** What a site that does not take its time needs at most to be looked at, and for each change. */
const TO_LOOK = 20 * SECOND;
const FOR_EACH = SECOND / 10;

/**
 * How long a pass over these is: short where none was tried before, as they are to be in time even if whoever makes it
 * dies. What it has no time for goes on in one of the longest.
 */
export function lengthOfPass(holdings: readonly Pick<Holding, 'work'>[]): number {
  if (holdings.some(({ work }) => work.state !== 'runs')) return LONGEST_PASS;
  return Math.min(LONGEST_PASS, TO_LOOK + holdings.length * FOR_EACH);
}

/** Begins a pass that lasts until then: who else writes the holding meanwhile is found out when it ends. */
export function beginPass(holding: Holding, sends: boolean, at: Instant, until: Instant): Holding {
  const { work } = holding;
  const sent = sends || (work.state === 'settling' && work.sent);
  return changed(holding, holding, {
    grants: holding.grants,
    ended: [],
    work: { state: 'settling', until, sent, tries: triesOf(holding), begun: begunOf(holding) + 1 },
    told: holding.told,
    turnedAt: at,
  }).holding;
}

export function triesOf({ work }: Holding): number {
  return work.state === 'settling' || work.state === 'stuck' ? work.tries : 0;
}

/** How many passes over it never came to an end: one that does says how it goes on. */
export function begunOf({ work }: Pick<Holding, 'work'>): number {
  return work.state === 'settling' ? (work.begun ?? 0) : 0;
}

interface Obstacle {
  readonly cause: StuckCause;
  readonly siteMessage?: string;
}

/** What a pass has found or brought about. */
export type Found =
  /** The site shows it. */
  | { readonly found: 'held' }
  /** The site does not show it, any more or at all. */
  | { readonly found: 'notHeld' }
  /** There is nothing any more that could be held, or nobody to hold it, and it does not come back. */
  | { readonly found: 'gone' }
  /** It is in force and gone, and may not be given back (`judgeGivingBack`). */
  | { readonly found: 'notToGive' }
  /** It could not be brought about. */
  | (Obstacle & {
      readonly found: 'stuck';
      /** The site has answered that it is not there, though it is in force. */
      readonly missing?: true;
    })
  /** There was no time left, or what is wanted has changed meanwhile: it is to be looked at again. */
  | { readonly found: 'again' };

export interface PassEnd extends HoldingChange {
  readonly notice: LateNotice;
}

const NO_NOTICE = {
  about: 'overdue',
  audit: false,
  approver: false,
  workItem: false,
  told: undefined,
} as const;

/** Ends a pass, whatever the holding says by now: what does not fit together is settled once more. */
export function endPass(holding: Holding, found: Found, at: Instant): PassEnd {
  const wanted = wantedOf(holding, at);
  switch (found.found) {
    case 'again':
      return again(holding, at);
    case 'stuck':
      return wanted === 'whatever' ? rest(holding, at) : stick(holding, found, at);
    case 'held':
      if (wanted === 'held' || wanted === 'whatever') return rest(holding, at);
      return wanted === 'notOurs' ? stick(holding, { cause: 'unproved' }, at) : again(holding, at);
    case 'notHeld':
      if (wanted === 'held') return again(holding, at);
      return over(holding, 'expired', at);
    case 'gone':
      return over(holding, wanted === 'held' ? 'goneByHand' : 'expired', at);
    case 'notToGive':
      return over(holding, wanted === 'held' ? 'notGivenBack' : 'expired', at);
  }
}

function rest(holding: Holding, at: Instant): PassEnd {
  const { grants } = holding;
  const end = { grants, ended: [], work: workOf(grants), told: undefined, turnedAt: at };
  return { ...changed(holding, holding, end), notice: NO_NOTICE };
}

function over(holding: Holding, why: EndOfGrant, at: Instant): PassEnd {
  const { grants, revokedAt } = holding;
  const ended = endThem(grants, why, at, grants, revokedAt);
  const end = { grants: [], ended, work: workOf([]), told: undefined, turnedAt: at };
  return { ...changed(holding, holding, end), notice: NO_NOTICE };
}

function again(holding: Holding, at: Instant): PassEnd {
  const { work } = holding;
  const sent = work.state === 'settling' && work.sent;
  const end = {
    grants: holding.grants,
    ended: [],
    work: { state: 'settling', until: at, sent, tries: triesOf(holding) } as const,
    told: holding.told,
    turnedAt: at,
  };
  return { ...changed(holding, holding, end), notice: NO_NOTICE };
}

/** Tried again after ever longer pauses, but no later than there is something to tell of it. */
function stick(
  holding: Holding,
  { cause, siteMessage, missing }: Obstacle & { readonly missing?: true },
  at: Instant,
): PassEnd {
  const tries = triesOf(holding) + 1;
  const since = missing === true ? (holding.missingSince ?? at) : holding.missingSince;
  const late: Holding = since === undefined ? holding : { ...holding, missingSince: since };
  const notice = lateNotice(late, at);
  const later = at + pauseBeforeNextTry(tries, cause);
  const next = nextNoticeAt(late, notice) ?? later;
  // What has its term before it, as it could not be looked at or was returned, is due by that term as well.
  const last = lastTermOf(holding) ?? later;
  const term = last > at ? last : later;
  const words = siteMessage === undefined ? {} : { siteMessage };
  const change = changed(holding, holding, {
    grants: holding.grants,
    ended: [],
    work: {
      state: 'stuck',
      cause,
      ...words,
      tries,
      nextTryAt: Math.min(later, next, term),
    },
    ...keptTold(notice, holding.told),
    turnedAt: at,
    ...(since === undefined ? {} : { missingSince: since }),
  });
  return { ...change, facts: lateFacts(late, notice, { cause, ...words }), notice };
}

/**
 * Of what is overdue, or missing, and nobody has come to, for whatever reason: what is to be told of it changes, and nothing
 * else. Undefined where there is nothing to tell.
 */
export function tellLate(holding: Holding, at: Instant): PassEnd | undefined {
  const notice = lateNotice(holding, at);
  if (!isAnythingToTell(notice)) return undefined;
  const { grants, work } = holding;
  const change = changed(holding, holding, {
    grants,
    ended: [],
    work,
    ...keptTold(notice, holding.told),
  });
  const why = work.state === 'stuck' ? obstacleOf(work) : { cause: overdueCause(holding) };
  return { ...change, facts: lateFacts(holding, notice, why), notice };
}

/** The same end where its notice could not be promised: it is told once it can be, as nothing says that it was. */
export function asNotTold(end: PassEnd): PassEnd {
  const { holding, notice } = end;
  if (notice.told === undefined) return end;
  const { approver, workItem, ...audited } = notice.told;
  const told = {
    ...audited,
    ...(approver === undefined || notice.approver ? {} : { approver }),
    ...(workItem === undefined || notice.workItem ? {} : { workItem }),
  };
  const { told: before, ...others } = holding;
  const { told: kept, ...missing } = keptTold({ about: notice.about, told }, before);
  return {
    ...end,
    holding: { ...others, ...(kept === undefined ? {} : { told: kept }), ...missing },
  };
}

/** It is to be looked at now, whenever it said that it was to be. */
export function lookNow(holding: Holding, at: Instant): HoldingChange {
  const { grants, work, told } = holding;
  return changed(holding, holding, { grants, ended: [], work: dueNow(work, at), told });
}

function dueNow(work: HoldingWork, at: Instant): HoldingWork {
  switch (work.state) {
    case 'settling':
      return { ...work, until: at };
    case 'stuck':
      return { ...work, nextTryAt: at };
    case 'runs':
    case 'stays':
    case 'over':
      return work;
  }
}

function obstacleOf({ cause, siteMessage }: Extract<HoldingWork, { state: 'stuck' }>): Obstacle {
  return { cause, ...(siteMessage === undefined ? {} : { siteMessage }) };
}

function lateFacts(holding: Holding, notice: LateNotice, why: Obstacle): FactOfRequest[] {
  const of = lastingGrant(holding);
  if (!notice.audit || of === undefined) return [];
  const { subject, entitlement, missingSince } = holding;
  const since = notice.about === 'missing' ? missingSince : of.endsAt;
  if (since === undefined) return [];
  const kind = notice.about === 'missing' ? 'grant.missing' : 'grant.overdue';
  return [{ of, fact: { kind, subject, entitlement, since, ...why } }];
}

export const LONGEST_PAUSE = 60 * MINUTE;
/** What passes by itself is over as soon as it has passed: an end is not to be late for long after. */
const LONGEST_SHORT_PAUSE = 10 * MINUTE;

/** 2, 4, 8 … minutes. */
export function pauseBeforeNextTry(tries: number, cause: StuckCause): number {
  const longest = passesByItself(cause) ? LONGEST_SHORT_PAUSE : LONGEST_PAUSE;
  return Math.min(longest, 2 ** tries * MINUTE);
}
