import type { Person } from '../action/person';
import { isReadable } from '../lib/readable-text';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, Declined } from './access-request';
import { coreOf } from './core-of';
import { decidedIn, decideStages, takeBackStages } from './decide-stages';
import { judgeVerb } from './judge-verb';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

/** One stage declined is the whole request declined: it was asked for as one. */
export function decline(
  request: AccessRequest,
  by: Person,
  typedReason: string,
  at: Instant,
): Result<Transition<Declined>, RequestRefusal> {
  const allowed = judgeVerb(request, 'decline', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const reason = typedReason.trim();
  if (!isReadable(reason)) return refuse({ code: 'reasonMissing' });
  const decision = { decision: 'declined', by, at, reason } as const;
  // Before its start, whoever approved it takes that back.
  const { approvals, decided } =
    request.state === 'scheduled'
      ? takeBackStages(request.approvals, decision)
      : decideStages(request.approvals, by.accountId, decision);
  return ok({
    request: { ...coreOf(request), approvals, state: 'declined', since: at },
    facts: decided.map((stage) => ({ kind: 'request.declined', ...decidedIn(stage), reason })),
  });
}
