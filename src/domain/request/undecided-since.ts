import { waitsSince } from '../approval/let-in';
import { openStages } from '../approval/turns';
import type { Instant } from '../lib/time';
import type { AccessRequest } from './access-request';
import { openQuestion } from './open-question';

/**
 * Since when a request has waited, by which the sweep finds where fallback approvers are to be let in, however many hours the policy
 * says by then: the time for which questions stood is not counted. Undefined where it is nobody's turn, an answer is waited for, or
 * they have been let in, or asked, already.
 */
export function undecidedSince(request: AccessRequest): Instant | undefined {
  if (request.state !== 'awaitingApproval' || openQuestion(request) !== undefined) return undefined;
  const { approvals, questions = [] } = request;
  const since = openStages(approvals)
    .filter(({ trace }) => !trace.some(({ tried }) => tried.source === 'fallbackApprover'))
    .map((stage) => waitsSince(request, stage, approvals))
    .map((from) => {
      const stood = questions.flatMap(({ at, answer }) =>
        answer === undefined ? [] : Math.max(0, answer.at - Math.max(at, from)),
      );
      return stood.reduce((sum, one) => sum + one, from);
    });
  return since.length === 0 ? undefined : Math.min(...since);
}
