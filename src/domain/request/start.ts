import { eachOnce, type Person } from '../action/person';
import { type Approval, type Decision, isOfPeople, type TraceOutcome } from '../approval/approval';
import { isUncertain } from '../approval/resolve-approvals';
import type { Sight } from '../approval/sight';
import { isApproved, openStages, peopleOf } from '../approval/turns';
import type { Instant } from '../lib/time';
import { DAY } from '../lib/time';
import { judgeLetIn } from '../policy/judge-let-in';
import type { Policy } from '../policy/policy';
import type { Approved, AwaitingApproval, Scheduled } from './access-request';
import { approvingOf } from './approving-of';
import { validUntil } from './as-approved';
import { coreOf } from './core-of';
import { onlyUntil } from './only-until';
import { nextPause, type PauseCause } from './pause';
import { firstReminderAt } from './reminders';
import type { Transition } from './transition';

/** What became of the approvals of a request by its start. */
export interface StillCounting {
  /** The stages on record, without the approvals that count no more. */
  readonly approvals: readonly Approval[];
  /** Whose approvals these are. */
  readonly without: readonly Person[];
  /** Whether one of those who approved may decide could not be found out. */
  readonly isKnown: boolean;
}

/** Of whoever decided in the place of others, by account id: whether they see the work item now, or can't act any more. */
export type InPlace = ReadonlyMap<string, Sight | 'inactive'>;

/**
 * Which approvals still count as something starts that was approved before: those of whoever would be asked today, by the policy in
 * force, the leads and groups of now, and who gains by it. `today`: the stages as if nobody had decided. Where Jira does not show the
 * work item, nothing is known of any of them: one odd answer would be enough to lose them all.
 */
export function stillCounting(
  stored: readonly Approval[],
  today: readonly Approval[],
  policy: Pick<Policy, 'fallbackApprovers' | 'fallbackAfterHours'>,
  inPlace: InPlace,
): StillCounting {
  if (today.some(isNotShown)) return { approvals: stored, without: [], isKnown: false };
  const without: Person[] = [];
  let isKnown = true;
  const approvals = stored.map((stage) => {
    const decisions = stage.decisions.filter((decision) => {
      const of = isOfPeople(decision) ? inPlace.get(decision.by.accountId) : undefined;
      if (of === 'inactive' || of === 'cannotSee') {
        without.push(decision.by);
        return false;
      }
      const counts = countsToday(stage, decision, today, policy);
      if (counts === 'notKnown' || (counts === 'yes' && of === 'unknown')) isKnown = false;
      if (counts === 'no') without.push(peopleOf(decision).at(-1) ?? decision.by);
      return counts !== 'no';
    });
    return decisions.length === stage.decisions.length ? stage : { ...stage, decisions };
  });
  return { approvals, without: eachOnce(without), isKnown };
}

const isNotShown = ({ trace }: Approval) => trace.some(({ outcome }) => outcome === 'issueGone');

/**
 * Who decided for somebody who was away, or was let in beside others. Today's stages need not say anything of them: the time away is over, or
 * nobody has waited yet for as long.
 */
export const inPlaceOfOthers = (stored: readonly Approval[]): readonly Person[] =>
  eachOnce(
    stored
      .flatMap(({ decisions }) => decisions)
      .filter(isOfPeople)
      .filter(({ standsFor, afterHours }) => standsFor !== undefined || afterHours !== undefined)
      .map(({ by }) => by),
  );

/** They are asked, or are only not asked as somebody decides for them just now, or as another stage is theirs. */
const ASKED: ReadonlySet<TraceOutcome> = new Set(['chosen', 'away', 'decidedBefore']);
const UNKNOWN: ReadonlySet<TraceOutcome> = new Set(['gainUnknown', 'sightUnknown', 'awayUnknown']);

function countsToday(
  stage: Approval,
  decision: Decision,
  today: readonly Approval[],
  policy: Pick<Policy, 'fallbackApprovers' | 'fallbackAfterHours'>,
): 'yes' | 'no' | 'notKnown' {
  // The policy in force is asked of that once more, with what is not settled by it.
  if (!isOfPeople(decision)) return 'yes';
  const { accountId } = decision.standsFor ?? decision.by;
  const { afterHours } = decision;
  if (afterHours !== undefined)
    return judgeLetIn(policy, [{ accountId, afterHours }]) ? 'yes' : 'no';
  const answers = stage.changes.map((change) => {
    const now = today.find((one) => one.asks === stage.asks && one.changes.includes(change));
    if (now === undefined) return 'no';
    const outcomes = now.trace.flatMap(({ person, outcome }) =>
      person?.accountId === accountId ? outcome : [],
    );
    if (outcomes.some((one) => ASKED.has(one))) return 'yes';
    // Nobody decides in the place of a group's owners while it is not listed: then it is refused for that.
    if (now.trace.some(({ outcome }) => outcome === 'notListed')) return 'yes';
    const isUnknown = outcomes.some((one) => UNKNOWN.has(one));
    return isUnknown || (outcomes.length === 0 && isUncertain(now)) ? 'notKnown' : 'no';
  });
  return answers.find((one) => one === 'no') ?? answers.find((one) => one === 'notKnown') ?? 'yes';
}

/** Its start has come, and all who are asked now have approved it: it is carried out like any other. */
export function start(
  request: Scheduled,
  approvals: readonly Approval[],
  at: Instant,
): Transition<Approved> {
  return {
    request: {
      ...coreOf(request),
      approvals,
      state: 'approved',
      since: at,
      ...approvingOf(request),
    },
    facts: [{ kind: 'request.started' }],
  };
}

/** Its start has come, and somebody is asked who has not approved it: it is given once they have, with its own end. */
export function askAgain(
  request: Scheduled,
  approvals: readonly Approval[],
  { decideWithinDays }: Pick<Policy, 'decideWithinDays'>,
  without: readonly Person[],
  at: Instant,
): Transition<AwaitingApproval> {
  const { ask, term } = request;
  const timesOutAt = Math.min(
    at + decideWithinDays * DAY,
    onlyUntil(ask, term),
    validUntil({ ...request, approvals }),
  );
  const to = eachOnce(openStages(approvals).flatMap(({ approvers }) => approvers));
  return {
    request: {
      ...coreOf(request),
      // Whoever is asked now has their time before fallback approvers are let in, however long ago it was asked for.
      approvals: approvals.map((one) => (isApproved(one) ? one : { ...one, askedAt: at })),
      state: 'awaitingApproval',
      since: at,
      timesOutAt,
      remindAt: firstReminderAt(at, timesOutAt),
    },
    facts: [{ kind: 'request.askedAgain', to, without }],
  };
}

/** When it was asked again at its start; undefined of what waits as it was asked for. */
export const askedAgainAt = ({ startsAt, since }: AwaitingApproval): Instant | undefined =>
  startsAt !== undefined && startsAt <= since ? since : undefined;

/** Whether nobody is left to ask. */
export const isDecided = (approvals: readonly Approval[], changes: number): boolean =>
  approvals.every(isApproved) &&
  Array.from({ length: changes }).every((_, change) =>
    approvals.some((stage) => stage.changes.includes(change)),
  );

/** Its start has come, and what it takes to begin can't be had now. */
export function delayStart(
  request: Scheduled,
  cause: PauseCause,
  at: Instant,
  notBefore?: Instant,
): Scheduled & { readonly pause: NonNullable<Scheduled['pause']> } {
  const pause = nextPause(request.pause, cause, at, {
    ...(notBefore === undefined ? {} : { notBefore }),
    validUntil: request.approvalValidUntil,
  });
  return { ...request, revision: request.revision + 1, pause };
}
