import type { Instant } from '../lib/time';
import { hasTerm } from '../term/has-term';
import { beginsAt } from '../term/start';
import { endOfTerm } from '../term/term';
import type { AccessRequest } from './access-request';

/** Each grant has its own end, minutes apart at most; here the earliest they can have. */
export function endOfAccess(request: AccessRequest): Instant | undefined {
  const gave =
    'progress' in request && request.progress.applied > 0 && hasTerm(request.ask.changes);
  return gave ? endOfTerm(request.term, beginsAt(request.startsAt, request.approvedAt)) : undefined;
}
