import type { Person } from '../action/person';
import { isReadable } from '../lib/readable-text';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, AwaitingApproval } from './access-request';
import { judgeVerb } from './judge-verb';
import { openQuestion } from './open-question';
import { QUESTION_STANDS, type Question } from './question';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';
import { withTimeToDecide } from './with-time-to-decide';

/** Whoever asked for access answers: from then on, there is as much time as there was when the question was put. */
export function answerQuestion(
  request: AccessRequest,
  by: Person,
  typed: string,
  at: Instant,
): Result<Transition<AwaitingApproval> & { readonly question: Question }, RequestRefusal> {
  const { state } = request;
  if (state !== 'awaitingApproval') return refuse({ code: 'wrongState', state, verb: 'answer' });
  const allowed = judgeVerb(request, 'answer', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const text = typed.trim();
  const question = openQuestion(request);
  if (!isReadable(text)) return refuse({ code: 'wordsMissing' });
  if (question === undefined) return refuse({ code: 'nothingToAnswer' });
  const stood = Math.min(at - question.at, QUESTION_STANDS);
  const answered = { ...question, answer: { at, text } };
  return ok({
    request: {
      ...withTimeToDecide(request, Math.min(request.timesOutAt, question.timesOutAt + stood), at),
      questions: (request.questions ?? []).map((one) => (one === question ? answered : one)),
    },
    facts: [{ kind: 'request.answer', text, to: [question.by] }],
    question: answered,
  });
}
