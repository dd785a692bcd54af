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

/** Who of some people is away now, by their account ids; or that their records are there and can't be read. */
export type AwayNow = ReadonlyMap<string, StandIn | 'notKnown'>;

/** Nobody decides for somebody else for longer than that, but they say so again. */
export const AWAY_AT_MOST_DAYS = 60;

export type StandInRefusal =
  | { readonly code: 'oneself' }
  /** It ends before it begins, or has ended. */
  | { readonly code: 'noTime' }
  | { readonly code: 'tooLong'; readonly mostDays: number }
  | { readonly code: 'tooFarAhead'; readonly mostDays: number }
  /** No person of that id can sign in and be seen by whoever is away. */
  | { readonly code: 'nobodyThere' };

export const isNotOver = ({ until }: Pick<StandIn, 'until'>, now: Instant): boolean => until > now;

export function isInForce(standIn: Pick<StandIn, 'from' | 'until'>, now: Instant): boolean {
  return standIn.from <= now && isNotOver(standIn, now);
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
  now: Instant,
): Allowed<StandInRefusal> {
  if (person.accountId === deputy.accountId) return forbidden({ code: 'oneself' });
  return judgeAwayTime({ from, until }, now);
}
