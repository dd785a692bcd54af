import { eachOnce } from '../action/person';
import { awaited, openStages } from '../approval/turns';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Instant } from '../lib/time';
import type { AccessRequest } from './access-request';
import { approversOfAny } from './authorization';
import { decidesStage } from './decide-stages';
import type { VerbRefusal } from './request-refusal';

/** Whether it is somebody's turn to approve or decline, and theirs. */
export function judgeDecision(
  request: AccessRequest,
  verb: 'approve' | 'decline',
  accountId: string,
  now: Instant,
): Allowed<VerbRefusal> {
  // The sweep may be late, but the time to decide is over.
  if (request.state === 'awaitingApproval' && now >= request.timesOutAt) {
    return forbidden({ code: 'wrongState', state: 'timedOut', verb });
  }
  if (request.requester.accountId === accountId) return forbidden({ code: 'ownRequest' });
  const { approvals } = request;
  if (request.state === 'scheduled') {
    const by = approversOfAny(request);
    return by.some((one) => one.accountId === accountId)
      ? ALLOWED
      : forbidden({ code: 'notYourTurn', approvers: by });
  }
  const waiting = openStages(approvals);
  if (waiting.some((stage) => decidesStage(approvals, stage, verb, accountId))) return ALLOWED;
  const mayDecline = waiting.some((stage) => decidesStage(approvals, stage, 'decline', accountId));
  const why = waiting.flatMap(({ trace }) =>
    trace.flatMap(({ person, outcome }) => (person?.accountId === accountId ? outcome : [])),
  );
  if (why.includes('away')) return forbidden({ code: 'youAreAway' });
  if (why.includes('gains')) return forbidden({ code: 'wouldGain', known: true, mayDecline });
  if (why.includes('gainUnknown')) {
    return forbidden({ code: 'wouldGain', known: false, mayDecline });
  }
  return forbidden({
    code: 'notYourTurn',
    approvers: eachOnce(waiting.flatMap(awaited)),
  });
}
