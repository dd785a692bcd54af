import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Instant } from '../lib/time';
import type { AccessRequest } from './access-request';
import { judgeDecision } from './judge-decision';
import { openQuestion } from './open-question';
import { QUESTIONS_AT_MOST } from './question';
import type { VerbRefusal } from './request-refusal';

/** Whoever may decline may ask first, one question at a time. */
export function judgeQuestion(
  request: AccessRequest,
  accountId: string,
  now: Instant,
): Allowed<VerbRefusal> {
  const decides = judgeDecision(request, 'decline', accountId, now);
  if (!decides.allowed) return forNamed(decides.why, 'question');
  if (openQuestion(request) !== undefined) return forbidden({ code: 'questionWaits' });
  return (request.questions ?? []).length < QUESTIONS_AT_MOST
    ? ALLOWED
    : forbidden({ code: 'tooManyQuestions', most: QUESTIONS_AT_MOST });
}

/** Only whoever asked for access answers. */
export function judgeAnswer(
  request: AccessRequest,
  accountId: string,
  now: Instant,
): Allowed<VerbRefusal> {
  const { requester } = request;
  if (requester.accountId !== accountId) return forbidden({ code: 'notYours', requester });
  // The sweep may be late, but the time to decide is over.
  if (request.state === 'awaitingApproval' && now >= request.timesOutAt) {
    return forbidden({ code: 'wrongState', state: 'timedOut', verb: 'answer' });
  }
  return openQuestion(request) === undefined ? forbidden({ code: 'nothingToAnswer' }) : ALLOWED;
}

function forNamed(why: VerbRefusal, verb: 'question'): Allowed<VerbRefusal> {
  return forbidden(why.code === 'wrongState' ? { ...why, verb } : why);
}
