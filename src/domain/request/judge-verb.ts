import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Instant } from '../lib/time';
import type { AccessRequest, RequestState } from './access-request';
import { judgeDecision } from './judge-decision';
import { judgeFollowUp, judgeMark } from './judge-follow-up';
import { judgeAnswer, judgeQuestion } from './judge-question';
import { judgeReminder } from './judge-reminder';
import { judgeReview, REVIEWED_IN } from './judge-review';
import type { RequestVerb, VerbRefusal } from './request-refusal';

/** What a person can do in which states. The screen's buttons and the server's checks read this table. */
const STATES_OF_VERB: Readonly<Record<RequestVerb, readonly RequestState[]>> = {
  withdraw: ['awaitingApproval', 'scheduled'],
  remind: ['awaitingApproval'],
  approve: ['awaitingApproval'],
  decline: ['awaitingApproval', 'scheduled'],
  question: ['awaitingApproval'],
  answer: ['awaitingApproval'],
  retry: ['needsAttention'],
  markManual: ['needsAttention'],
  review: REVIEWED_IN,
};

/**
 * Whether this person can do that to this request now. The request's undecided approvals must be
 * today's (`rerouteApprovals`).
 */
export function judgeVerb(
  request: AccessRequest,
  verb: RequestVerb,
  accountId: string,
  now: Instant,
): Allowed<VerbRefusal> {
  if (!STATES_OF_VERB[verb].includes(request.state)) {
    return forbidden({ code: 'wrongState', state: request.state, verb });
  }
  switch (verb) {
    case 'withdraw':
      return request.requester.accountId === accountId
        ? ALLOWED
        : forbidden({ code: 'notYours', requester: request.requester });
    case 'remind':
      return judgeReminder(request, accountId, now);
    case 'approve':
    case 'decline':
      return judgeDecision(request, verb, accountId, now);
    case 'question':
      return judgeQuestion(request, accountId, now);
    case 'answer':
      return judgeAnswer(request, accountId, now);
    case 'retry':
      return judgeRetry(request, accountId, now);
    case 'markManual':
      return judgeMarkOfAny(request, accountId);
    case 'review':
      return judgeReview(request, { accountId, isAdmin: false });
  }
}

function judgeRetry(request: AccessRequest, accountId: string, now: Instant): Allowed<VerbRefusal> {
  const involved = judgeFollowUp(request, accountId);
  if (!involved.allowed) return involved;
  if (
    request.state !== 'needsAttention' ||
    (request.progress.retryable === 0 && request.stopped === undefined)
  ) {
    return forbidden({ code: 'nothingToRetry' });
  }
  // What a fault has stopped can always go on. What an old approval no longer allows then fails for that reason.
  return now > request.approvalValidUntil && request.stopped === undefined
    ? forbidden({ code: 'approvalLapsed' })
    : ALLOWED;
}

/** Whether they may mark a step of at least one of its changes. */
function judgeMarkOfAny(request: AccessRequest, accountId: string): Allowed<VerbRefusal> {
  const judged = request.ask.changes.map(({ verb }) => judgeMark(request, verb, accountId));
  return judged.find(({ allowed }) => allowed) ?? judged[0] ?? judgeFollowUp(request, accountId);
}
