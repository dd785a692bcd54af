import { accountIdsOf } from '../action/subject';
import type { Instant } from '../lib/time';
import type { AccessRequest } from './access-request';

/**
 * Whether effects of this request may be sent now: every stage is approved, by somebody who is
 * neither requester nor subject, and the approval has not lapsed. Asked again before each block of
 * effects, whatever was checked when the decision was made.
 */
export function isLicensed(request: AccessRequest, now: Instant): boolean {
  if (request.state !== 'applying' || now > request.approvalValidUntil) return false;
  const barred = [request.requester.accountId, ...accountIdsOf(request.ask.subjects)];
  return (
    request.approvals.length > 0 &&
    request.approvals.every(
      ({ decision }) =>
        decision?.decision === 'approved' && !barred.includes(decision.by.accountId),
    )
  );
}
