import type { Verb } from '../action/action';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { START_AHEAD_DAYS } from '../lib/approval-holds';
import { DAY, type Instant } from '../lib/time';
import type { Term } from './term';

export type StartRefusal =
  /** The time from which it was to be given has come. */
  | { readonly code: 'startOver' }
  | { readonly code: 'startTooFar'; readonly mostDays: number }
  /** It would end before it begins. */
  | { readonly code: 'startAfterEnd' }
  /** What somebody has for longer than until the start is prolonged by it, and that begins at once. */
  | { readonly code: 'startOfExtension' };

/** When it is given that is approved at that moment: never before its start, and at once where that is over. */
export const beginsAt = (startsAt: Instant | undefined, at: Instant): Instant =>
  Math.max(startsAt ?? at, at);

/** Whether something can be asked for from then on. */
export function judgeStart(
  startsAt: Instant | undefined,
  { changes }: { readonly changes: readonly { readonly verb: Verb }[] },
  term: Term,
  at: Instant,
): Allowed<Exclude<StartRefusal, { readonly code: 'startOfExtension' }>> {
  if (startsAt === undefined) return ALLOWED;
  if (startsAt <= at) return forbidden({ code: 'startOver' });
  if (startsAt > at + START_AHEAD_DAYS * DAY) {
    return forbidden({ code: 'startTooFar', mostDays: START_AHEAD_DAYS });
  }
  const gives = changes.some(({ verb }) => verb === 'add');
  const endsAtATime = term.kind === 'until' || term.kind === 'workItem';
  return gives && endsAtATime && term.at <= startsAt
    ? forbidden({ code: 'startAfterEnd' })
    : ALLOWED;
}
