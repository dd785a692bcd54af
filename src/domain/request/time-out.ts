import type { Instant } from '../lib/time';
import type { AccessRequest, TimedOut } from './access-request';
import { coreOf } from './core-of';
import type { Transition } from './transition';

/** Undefined where it is not due: it was decided meanwhile, or there is time left. */
export function timeOut(request: AccessRequest, at: Instant): Transition<TimedOut> | undefined {
  if (request.state !== 'awaitingApproval' || at < request.timesOutAt) return undefined;
  return {
    request: { ...coreOf(request), state: 'timedOut', since: at },
    facts: [{ kind: 'request.timedOut' }],
  };
}
