import { eachOnce } from '../action/person';
import { type Approval, isOfPeople } from '../approval/approval';
import { approvedIn, isApproved } from '../approval/turns';
import { holdsUntil } from '../lib/approval-holds';
import type { Instant } from '../lib/time';
import type { AccessRequest, Approved, Scheduled } from './access-request';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/**
 * By the oldest of them: that of each stage holds by itself, however late the others are. What the policy decided beside people holds as long
 * as what they did: it is asked again of the policy in force. What starts later holds until shortly after its start.
 */
export function validUntil({
  approvals,
  startsAt,
}: {
  readonly approvals: readonly Pick<Approval, 'decisions'>[];
  readonly startsAt?: Instant | undefined;
}): Instant {
  const all = approvals.flatMap(({ decisions }) => decisions);
  const byPeople = all.filter(isOfPeople);
  const times = (byPeople.length > 0 ? byPeople : all).map(({ at }) => at);
  return Math.min(...times.map((at) => holdsUntil(at, startsAt)));
}

/**
 * A request of which no stage waits any more: it is carried out, or waits for its start. What somebody approved before a start that is
 * over by now may be weeks old: that is asked as it would have been at the start, and then it is carried out.
 */
export function asApproved(request: AccessRequest, at: Instant): Approved | Scheduled {
  const { startsAt } = request;
  const decided = {
    ...coreOf(request),
    since: at,
    approvedAt: at,
    approvalValidUntil: validUntil(request),
  };
  return startsAt !== undefined && (startsAt > at || isFromBefore(startsAt, request))
    ? { ...decided, state: 'scheduled', startsAt }
    : { ...decided, state: 'approved' };
}

/** What the policy decided is asked of it at each effect, whenever that was. */
const isFromBefore = (startsAt: Instant, { approvals }: Pick<AccessRequest, 'approvals'>) =>
  approvals.some(({ decisions }) => decisions.filter(isOfPeople).some(({ at }) => at < startsAt));

/**
 * A request that waits, though all of its stages are approved: the policy, in this version, asks nobody else any more. Undefined
 * where somebody is asked, or a change is nobody's, or the time to decide is over.
 */
export function approvedByNow(
  request: AccessRequest,
  policyVersion: number,
  at: Instant,
): Transition<Approved | Scheduled> | undefined {
  if (request.state !== 'awaitingApproval' || at >= request.timesOutAt) return undefined;
  const { approvals, ask } = request;
  const isCovered = (change: number) => approvals.some(({ changes }) => changes.includes(change));
  const isAll = approvals.every(isApproved) && ask.changes.every((_, change) => isCovered(change));
  if (!isAll) return undefined;
  const by = approvals.flatMap((stage) => approvedIn(stage).map((one) => one.by));
  return {
    request: { ...asApproved(request, at), nobodyElseBy: policyVersion },
    facts: [{ kind: 'request.nobodyElseAsked', policyVersion, by: eachOnce(by) }],
  };
}
