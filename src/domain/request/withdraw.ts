import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import type { AccessRequest, Withdrawn } from './access-request';
import { coreOf } from './core-of';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';
import { verbRefusal } from './verb-refusal';

export function withdraw(
  request: AccessRequest,
  accountId: string,
  at: Instant,
): Result<Transition<Withdrawn>, RequestRefusal> {
  const refusal = verbRefusal(request, 'withdraw', accountId, at);
  if (refusal !== undefined) return refuse(refusal);
  return ok({
    request: { ...coreOf(request), state: 'withdrawn', since: at },
    facts: [{ kind: 'request.withdrawn' }],
  });
}
