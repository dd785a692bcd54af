import { eachOnce } from '../action/person';
import { awaited, openStages } from '../approval/turns';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, AwaitingApproval } from './access-request';
import { coreOf } from './core-of';
import { judgeVerb } from './judge-verb';
import { remindersOf } from './reminders';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

/** Notes that those whose turn it is are to be reminded. Nothing else of the request changes. */
export function remind(
  request: AccessRequest,
  accountId: string,
  at: Instant,
): Result<Transition<AwaitingApproval>, RequestRefusal> {
  const { state } = request;
  if (state !== 'awaitingApproval') return refuse({ code: 'wrongState', state, verb: 'remind' });
  const allowed = judgeVerb(request, 'remind', accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const { timesOutAt, approvals } = request;
  return ok({
    request: {
      ...coreOf(request),
      state,
      timesOutAt,
      ...remindersOf(request, timesOutAt, at),
      remindedAt: at,
    },
    facts: [{ kind: 'request.reminded', to: eachOnce(openStages(approvals).flatMap(awaited)) }],
  });
}
