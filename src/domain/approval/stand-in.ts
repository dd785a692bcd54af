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

export function judgeStandIn(
  { person, deputy, from, until }: StandIn,
  all: readonly StandIn[],
  now: Instant,
): Allowed<StandInRefusal> {
  if (person.accountId === deputy.accountId) return forbidden({ code: 'oneself' });
  if (until <= from || until <= now) return forbidden({ code: 'noTime' });
  const begins = Math.max(from, now);
  if (until - begins > AWAY_AT_MOST_DAYS * DAY || begins - now > AWAY_AT_MOST_DAYS * DAY) {
    return forbidden({ code: 'tooLong', mostDays: AWAY_AT_MOST_DAYS });
  }
  const others = notOver(all, now).filter((one) => one.person.accountId !== person.accountId);
  return others.length < STAND_INS_AT_MOST ? ALLOWED : forbidden({ code: 'tooManyAway' });
}
