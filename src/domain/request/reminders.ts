import { eachOnce, type Person } from '../action/person';
import { awaited, countsAs, openStages } from '../approval/turns';
import { type Deliveries, toldOfTurnAt } from '../delivery/deliveries';
import { DAY, HOUR, type Instant } from '../lib/time';
import type { AccessRequest, AwaitingApproval } from './access-request';
import { isToReview } from './judge-review';
import { openQuestion } from './open-question';
import { QUESTION_STANDS } from './question';

/**
 * Whoever is to decide and has not is reminded once they have had so long for it, or half of the time that they have; and once more
 * so long before the request times out. No setting: half the time left follows how long the policy gives, and whoever
 * asked can have them reminded between.
 */
const FIRST_AFTER = DAY;
const LAST_BEFORE = DAY;
/** Nobody is reminded twice within so long: the second would say what the first did. */
const APART = 12 * HOUR;
/** When somebody who was told then has had long enough to decide; `stood`: for so long the time to decide stood still. */
function firstAt(toldAt: Instant, timesOutAt: Instant, stood: number): Instant {
  return toldAt + stood + Math.min(FIRST_AFTER, Math.max(0, timesOutAt - toldAt - stood) / 2);
}

/** When it is next looked whether somebody is to be reminded: a look comes too early rather than too late. */
export function nextReminderAt(request: AccessRequest): Instant | undefined {
  if (isToReview(request)) return request.review?.remindAt;
  if (request.state !== 'awaitingApproval' || openQuestion(request) !== undefined) return undefined;
  return request.remindAt;
}

/** What a request keeps of reminders as it goes on waiting: others may be asked from then on. */
export function remindersOf(
  request: AwaitingApproval,
  timesOutAt: Instant,
  at: Instant,
): Pick<AwaitingApproval, 'remindAt' | 'remindedAt'> {
  const { remindAt, remindedAt } = request;
  return {
    remindAt: Math.min(remindAt ?? timesOutAt, firstReminderAt(at, timesOutAt)),
    ...(remindedAt === undefined ? {} : { remindedAt }),
  };
}

/** When a new request is first looked at for that. */
export function firstReminderAt(at: Instant, timesOutAt: Instant): Instant {
  return Math.ceil(firstAt(at, timesOutAt, 0));
}

export interface DueReminders {
  readonly to: readonly Person[];
  /** When it is next looked, once they have been reminded. */
  readonly nextAt: Instant;
}

/**
 * Who is to be reminded now of those whose turn it is. Whoever was not told yet is not: they are being told. What whoever asked has
 * had them reminded of counts as well.
 */
export function dueReminders(
  request: AwaitingApproval,
  deliveries: Deliveries,
  whoseTurn: readonly Person[],
  now: Instant,
): DueReminders {
  const { timesOutAt } = request;
  // The sweep may be late, but the time to decide is over.
  if (openQuestion(request) !== undefined || now >= timesOutAt) {
    return { to: [], nextAt: timesOutAt };
  }
  // Nobody can decide just now, or is told yet: that may change without a word.
  const lookAgainAt = firstReminderAt(now, timesOutAt);
  const each = eachOnce(whoseTurn).map((person) => {
    const times = timesOf(request, deliveries, person) ?? [lookAgainAt];
    return { person, isDue: times.some((at) => at <= now), next: times.find((at) => at > now) };
  });
  const nextAt = each.length === 0 ? [lookAgainAt] : each.map(({ next }) => next ?? timesOutAt);
  return {
    to: each.filter(({ isDue }) => isDue).map(({ person }) => person),
    nextAt: Math.min(timesOutAt, ...nextAt),
  };
}

/**
 * When somebody is to be reminded who was not yet, in their order; undefined of whoever was not told yet. Where what was told of the
 * request can't be read, and another record was begun beside it, whoever is on record to decide was asked as their turn began.
 */
function timesOf(
  request: AwaitingApproval,
  deliveries: Deliveries,
  { accountId }: Person,
): readonly Instant[] | undefined {
  const { approvals, timesOutAt } = request;
  const decidedAt = approvals
    .flatMap(({ decisions }) => decisions)
    .filter((one) => countsAs(one).includes(accountId))
    .map(({ at }) => at);
  // A decision ends a turn: what they were told before was about that.
  const begun = Math.max(0, ...decidedAt);
  const told = toldOfTurnAt(deliveries, accountId, begun);
  const isKnown = deliveries.of === request.id;
  const isOnRecord = openStages(approvals)
    .flatMap(awaited)
    .some((one) => one.accountId === accountId);
  const asAsked = isKnown || !isOnRecord ? undefined : Math.max(begun, request.createdAt);
  const asked = told.asked ?? asAsked;
  if (typeof asked !== 'number') return undefined;
  const first = firstAt(asked, timesOutAt, stoodSince(request, asked));
  const last = timesOutAt - LAST_BEFORE;
  const isLastApart = last >= first + APART;
  return [
    ...(told.reminded.length === 0 ? [first] : []),
    ...(isLastApart && !told.reminded.some((at) => at > last - APART) ? [last] : []),
  ].map(Math.ceil);
}

/** For how long the time to decide has stood still since then, for questions that are answered by now. */
function stoodSince({ questions = [] }: AwaitingApproval, from: Instant): number {
  return questions
    .map(({ at, answer }) => {
      const until = Math.min(answer?.at ?? at, at + QUESTION_STANDS);
      return Math.max(0, until - Math.max(at, from));
    })
    .reduce((sum, one) => sum + one, 0);
}
