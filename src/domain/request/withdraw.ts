import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, Withdrawn } from './access-request';
import { coreOf } from './core-of';
import { judgeVerb } from './judge-verb';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

export function withdraw(
  request: AccessRequest,
  accountId: string,
  at: Instant,
): Result<Transition<Withdrawn>, RequestRefusal> {
  const allowed = judgeVerb(request, 'withdraw', accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  return ok({
    request: { ...coreOf(request), state: 'withdrawn', since: at },
    facts: [{ kind: 'request.withdrawn' }],
  });
}
