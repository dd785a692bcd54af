import { eachOnce } from '../action/person';
import type { Approval } from '../approval/approval';
import { approvedIn, isApproved } from '../approval/turns';
import { APPROVAL_HOLDS_FOR } from '../lib/approval-holds';
import type { Instant } from '../lib/time';
import type { AccessRequest, Approved } from './access-request';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/**
 * By the oldest of them: that of each stage holds by itself, however late the others are. What the policy decided beside people holds as long
 * as what they did: it is asked again of the policy in force.
 */
export function validUntil(approvals: readonly Pick<Approval, 'decisions'>[]): Instant {
  const all = approvals.flatMap(({ decisions }) => decisions);
  const byPeople = all.filter(({ decision }) => decision !== 'byPolicy');
  const times = (byPeople.length > 0 ? byPeople : all).map(({ at }) => at);
  return Math.min(...times) + APPROVAL_HOLDS_FOR;
}

/** A request of which no stage waits any more. */
export function asApproved(request: AccessRequest, at: Instant): Approved {
  return {
    ...coreOf(request),
    state: 'approved',
    since: at,
    approvedAt: at,
    approvalValidUntil: validUntil(request.approvals),
  };
}

/**
 * A request that waits, though all of its stages are approved: the policy, in this version, asks nobody else any more. Undefined
 * where somebody is asked, or a change is nobody's, or the time to decide is over.
 */
export function approvedByNow(
  request: AccessRequest,
  policyVersion: number,
  at: Instant,
): Transition<Approved> | undefined {
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
