import type { Person } from '../action/person';
import type { Instant } from '../lib/time';
import type { AccessRequest } from './access-request';

/**
 * Whether effects of this request may be sent now: every change of it is approved, by somebody who is
 * not the requester, and the approval has not lapsed. Asked again before each block of effects,
 * whatever was checked when the decision was made; and so is what those who decided would gain
 * (`deciders`).
 */
export function isLicensed(request: AccessRequest, now: Instant): boolean {
  if (request.state !== 'applying' || now > request.approvalValidUntil) return false;
  return (
    request.approvals.length > 0 &&
    request.approvals.every(({ decision }) => decision?.decision === 'approved') &&
    request.ask.changes.every((_, change) => {
      const by = deciders(request, change);
      return (
        by.length > 0 && by.every(({ accountId }) => accountId !== request.requester.accountId)
      );
    })
  );
}

/** Those who approved a change: what it would give one of them is not sent. */
export function deciders({ approvals }: AccessRequest, change: number): readonly Person[] {
  return approvals.flatMap(({ changes, decision }) =>
    decision?.decision === 'approved' && changes.includes(change) ? [decision.by] : [],
  );
}
