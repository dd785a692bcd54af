import { type Entitlement, entitlementKey } from '../action/entitlement';
import type { Person } from '../action/person';
import { type Approval, isOfPeople } from '../approval/approval';
import { isBrokenGlass, isByPolicy } from '../approval/turns';
import { DAY, type Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';
import { beginsAt } from '../term/start';
import { type Bar, barOf, longest } from './bar';
import { type Times, timesOf } from './times';

const WEEK = 7 * DAY;
/** So many weeks back. */
export const WEEKS = 13;
/** So many bars of approvers, and of what was asked for. */
export const MOST_BARS = 10;

/** What the requests of the last weeks say together. */
export interface RequestFigures {
  /** By when each week begins, the oldest first: what was asked for in it. */
  readonly weeks: readonly Bar<Instant>[];
  /** Who has decided most of them. */
  readonly deciders: readonly Bar<Person>[];
  /** What was asked for most. */
  readonly items: readonly Bar<Entitlement>[];
  /** From being asked for to the decision. */
  readonly toDecide: Times | undefined;
  /** From the decision to when all was done. */
  readonly toApply: Times | undefined;
}

/** From when requests are counted. */
export const figuresSince = (now: Instant): Instant => now - WEEKS * WEEK;

/** `requests`: the newest first, those since `figuresSince`. */
export function figuresOf(requests: readonly AccessRequest[], now: Instant): RequestFigures {
  return {
    weeks: weeksOf(requests, now),
    deciders: longest(barsBy(requests, decidersOf), MOST_BARS),
    items: longest(barsBy(requests, itemsOf), MOST_BARS),
    toDecide: timesOf(requests.flatMap((one) => timeToDecide(one) ?? []).map(atLeastNone)),
    toApply: timesOf(requests.flatMap((one) => timeToApply(one) ?? []).map(atLeastNone)),
  };
}

function weeksOf(requests: readonly AccessRequest[], now: Instant): readonly Bar<Instant>[] {
  return Array.from({ length: WEEKS }, (_, week) => {
    const from = figuresSince(now) + week * WEEK;
    const isLast = week === WEEKS - 1;
    const asked = requests.filter(
      ({ createdAt }) => createdAt >= from && (isLast || createdAt < from + WEEK),
    );
    return barOf(
      from,
      asked.map(({ id }) => id),
    );
  });
}

/** What a request counts for, each once, by what tells one from another. */
type Counted<Of> = (request: AccessRequest) => ReadonlyMap<string, Of>;

function barsBy<Of>(requests: readonly AccessRequest[], counted: Counted<Of>): readonly Bar<Of>[] {
  const found = new Map<string, { readonly of: Of; readonly ids: string[] }>();
  for (const request of requests) {
    for (const [key, of] of counted(request)) {
      // What somebody or something is called is what the newest request says.
      const bar = found.get(key) ?? { of, ids: [] };
      bar.ids.push(request.id);
      found.set(key, bar);
    }
  }
  return [...found.values()].map(({ of, ids }) => barOf(of, ids));
}

const decidersOf: Counted<Person> = ({ approvals }) =>
  new Map(
    approvals
      .flatMap(({ decisions }) => decisions)
      .filter(isOfPeople)
      .map(({ by }) => [by.accountId, by] as const),
  );

const itemsOf: Counted<Entitlement> = ({ ask }) =>
  new Map(
    ask.changes.map(({ entitlement }) => [entitlementKey(entitlement), entitlement] as const),
  );

/** Undefined for what nobody has decided, as it waits, was withdrawn or has timed out, or the policy did at once. */
function timeToDecide(request: AccessRequest): number | undefined {
  const { approvals } = request;
  const isUnasked = (stage: Approval) => isByPolicy(stage) || isBrokenGlass(stage);
  if (approvals.length > 0 && approvals.every(isUnasked)) return undefined;
  switch (request.state) {
    case 'declined':
      return request.since - request.createdAt;
    case 'scheduled':
    case 'approved':
    case 'applying':
    case 'completed':
    case 'needsAttention':
      return request.approvedAt - request.createdAt;
    case 'awaitingApproval':
    case 'withdrawn':
    case 'timedOut':
      return undefined;
  }
}

const timeToApply = (request: AccessRequest): number | undefined =>
  request.state === 'completed'
    ? request.since - beginsAt(request.startsAt, request.approvedAt)
    : undefined;

/** Two clocks may differ. */
const atLeastNone = (duration: number) => Math.max(0, duration);
