import { accountIdsOf } from '../action/subject';
import type { Instant } from '../lib/time';
import type { AccessRequest, RequestState } from './access-request';
import type { RequestRefusal, RequestVerb } from './request-refusal';

/** In which states a person can do what: the screen's buttons and the server's checks read this table. */
const STATES_OF_VERB: Readonly<Record<RequestVerb, readonly RequestState[]>> = {
  withdraw: ['awaitingApproval'],
  approve: ['awaitingApproval'],
  decline: ['awaitingApproval'],
  retry: ['needsAttention'],
  markManual: ['needsAttention'],
};

/**
 * Why this person can't do that to this request now; undefined: they can. The request's undecided
 * approvals must be today's (`rerouteApprovals`).
 */
export function verbRefusal(
  request: AccessRequest,
  verb: RequestVerb,
  accountId: string,
  now: Instant,
): RequestRefusal | undefined {
  if (!STATES_OF_VERB[verb].includes(request.state)) {
    return { code: 'wrongState', state: request.state, verb };
  }
  switch (verb) {
    case 'withdraw':
      return request.requester.accountId === accountId
        ? undefined
        : { code: 'notYours', requester: request.requester };
    case 'approve':
    case 'decline':
      return decisionRefusal(request, accountId, now);
    case 'retry':
      return retryRefusal(request, accountId, now);
    case 'markManual':
      return followUpRefusal(request, accountId);
  }
}

function decisionRefusal(
  request: AccessRequest,
  accountId: string,
  now: Instant,
): RequestRefusal | undefined {
  // The sweep may be late; the time to decide is over all the same.
  if (request.state === 'awaitingApproval' && now >= request.timesOutAt) {
    return { code: 'wrongState', state: 'timedOut', verb: 'approve' };
  }
  if (request.requester.accountId === accountId) return { code: 'ownRequest' };
  if (accountIdsOf(request.ask.subjects).includes(accountId)) return { code: 'aboutYou' };
  const waiting = request.approvals.filter(({ decision }) => decision === undefined);
  return waiting.some(({ approvers }) => approvers.some((one) => one.accountId === accountId))
    ? undefined
    : { code: 'notYourTurn', approvers: waiting.flatMap(({ approvers }) => approvers) };
}

function retryRefusal(
  request: AccessRequest,
  accountId: string,
  now: Instant,
): RequestRefusal | undefined {
  const refusal = followUpRefusal(request, accountId);
  if (refusal !== undefined || request.state !== 'needsAttention') return refusal;
  if (request.progress.retryable === 0) return { code: 'nothingToRetry' };
  return now > request.approvalValidUntil ? { code: 'approvalLapsed' } : undefined;
}

/** What follows a decision is for those who were part of it. */
function followUpRefusal(request: AccessRequest, accountId: string): RequestRefusal | undefined {
  const involved = [
    request.requester,
    ...request.approvals.flatMap(({ decision }) => decision?.by ?? []),
  ];
  return involved.some((person) => person.accountId === accountId)
    ? undefined
    : { code: 'notYours', requester: request.requester };
}
