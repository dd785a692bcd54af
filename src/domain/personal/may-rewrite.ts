import { claimsOf } from '../holding/claims-of';
import type { Holding } from '../holding/holding';
import { standing } from '../holding/standing-approvals';
import { APPROVAL_HOLDS_AT_MOST } from '../lib/approval-holds';
import type { Instant } from '../lib/time';
import type { AccessRequest } from '../request/access-request';

/**
 * Whether something could still be sent on a request: until then who asked, who decided and who gains is asked
 * of it by their ids, and nobody's is taken out of it (decision 22).
 */
export function mayStillSend(request: AccessRequest, at: Instant): boolean {
  switch (request.state) {
    case 'awaitingApproval':
    case 'scheduled':
    case 'approved':
    case 'applying':
      return true;
    case 'needsAttention':
      return request.approvalValidUntil > at;
    case 'completed':
    case 'declined':
    case 'withdrawn':
    case 'timedOut':
      return false;
  }
}

/** A run writes it on the revision that it has read, and would have to stop: a name can wait. */
export function isUnderWay({ state }: AccessRequest): boolean {
  return state === 'approved' || state === 'applying';
}

/** Whether a holding says nothing any more that anything depends on: as long as an earlier approval holds, it is to be kept from giving anew. */
export function isForgettable(holding: Holding, at: Instant): boolean {
  const { work, revokedAt } = holding;
  if (work.state !== 'over' || claimsOf(holding, at).length > 0) return false;
  if (standing(holding, at).length > 0) return false;
  return revokedAt === undefined || revokedAt + APPROVAL_HOLDS_AT_MOST < at;
}
