import type { Person } from '../action/person';
import { isReadable } from '../lib/readable-text';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, AwaitingApproval } from './access-request';
import { judgeVerb } from './judge-verb';
import { QUESTION_STANDS } from './question';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';
import { withTimeToDecide } from './with-time-to-decide';

/** Asks whoever asked for access. The request's approvals must be today's. */
export function askQuestion(
  request: AccessRequest,
  by: Person,
  typed: string,
  at: Instant,
): Result<Transition<AwaitingApproval>, RequestRefusal> {
  const { state } = request;
  if (state !== 'awaitingApproval') return refuse({ code: 'wrongState', state, verb: 'question' });
  const allowed = judgeVerb(request, 'question', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const text = typed.trim();
  if (!isReadable(text)) return refuse({ code: 'wordsMissing' });
  const { timesOutAt, questions = [] } = request;
  return ok({
    request: {
      ...withTimeToDecide(request, timesOutAt + QUESTION_STANDS, at),
      questions: [...questions, { by, at, text, timesOutAt }],
    },
    facts: [{ kind: 'request.question', text }],
  });
}
