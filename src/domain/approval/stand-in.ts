import type { Person } from '../action/person';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { DAY, type Instant } from '../lib/time';

/** Who decides for somebody who is away, and when. One for each person. */
export interface StandIn {
  readonly person: Person;
  readonly deputy: Person;
  readonly from: Instant;
  readonly until: Instant;
}

/** Nobody decides for somebody else for longer than that, but they say so again. */
export const AWAY_AT_MOST_DAYS = 60;
/** So many are kept at once: all are one record, which is read with each decision. */
const STAND_INS_AT_MOST = 300;

export type StandInRefusal =
  | { readonly code: 'oneself' }
  /** It ends before it begins, or has ended. */
  | { readonly code: 'noTime' }
  | { readonly code: 'tooLong'; readonly mostDays: number }
  | { readonly code: 'tooFarAhead'; readonly mostDays: number }
  /** No person of that id can sign in and be seen by whoever is away. */
  | { readonly code: 'nobodyThere' }
  | { readonly code: 'tooManyAway' };

/** Those that are not over: what is over is dropped by whoever writes next. */
export function notOver(all: readonly StandIn[], now: Instant): readonly StandIn[] {
  return all.filter(({ until }) => until > now);
}

export function inForce(all: readonly StandIn[], now: Instant): readonly StandIn[] {
  return all.filter(({ from, until }) => from <= now && now < until);
}

/** Also of what is typed and may be no time at all. */
export function judgeAwayTime(
  { from, until }: Pick<StandIn, 'from' | 'until'>,
  now: Instant,
): Allowed<Extract<StandInRefusal, { code: 'noTime' | 'tooLong' | 'tooFarAhead' }>> {
  const longest = AWAY_AT_MOST_DAYS * DAY;
  if (from - now > longest) return forbidden({ code: 'tooFarAhead', mostDays: AWAY_AT_MOST_DAYS });
  if (!(until > from && until > now)) return forbidden({ code: 'noTime' });
  return until - Math.max(from, now) > longest
    ? forbidden({ code: 'tooLong', mostDays: AWAY_AT_MOST_DAYS })
    : ALLOWED;
}

export function judgeStandIn(
  { person, deputy, from, until }: StandIn,
  all: readonly StandIn[],
  now: Instant,
): Allowed<StandInRefusal> {
  if (person.accountId === deputy.accountId) return forbidden({ code: 'oneself' });
  const time = judgeAwayTime({ from, until }, now);
  if (!time.allowed) return time;
  const others = notOver(all, now).filter((one) => one.person.accountId !== person.accountId);
  return others.length < STAND_INS_AT_MOST ? ALLOWED : forbidden({ code: 'tooManyAway' });
}
