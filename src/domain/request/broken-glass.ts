import type { Person } from '../action/person';
import { isApproved, isBrokenGlass } from '../approval/turns';
import type { AuditFact } from '../audit/audit-event';
import type { Instant } from '../lib/time';
import type { AccessRequest, Approved, AwaitingApproval } from './access-request';
import { asApproved } from './as-approved';
import { openReview } from './judge-review';

/** What the audit says of what somebody took before anybody decided: by which version, and who enabled it. */
export function brokenGlassFacts({ approvals }: Pick<AccessRequest, 'approvals'>): AuditFact[] {
  return approvals.flatMap(({ decisions }) =>
    decisions.flatMap((one) =>
      one.decision === 'brokeGlass'
        ? [
            {
              kind: 'request.brokeGlass' as const,
              policyVersion: one.policyVersion,
              signedBy: one.by,
            },
          ]
        : [],
    ),
  );
}

/** Whether somebody took it before anybody decided. */
export const hasBrokenGlass = ({ approvals }: Pick<AccessRequest, 'approvals'>): boolean =>
  approvals.some(isBrokenGlass);

/**
 * A request as it is made, which is taken before anybody decides. Nothing of it is given any more once its term is over, however late, and
 * however often it is tried again. Undefined where somebody is asked, or it has another end.
 */
export function takenByGlass(
  request: AwaitingApproval,
  reviewers: readonly Person[],
  at: Instant,
): Approved | undefined {
  const { approvals, ask, term } = request;
  if (request.startsAt !== undefined || term.kind !== 'until') return undefined;
  const isTaken = (change: number) =>
    approvals.some((stage) => stage.changes.includes(change) && isBrokenGlass(stage));
  const isAll = approvals.every(isApproved) && ask.changes.every((_, change) => isTaken(change));
  const approved = asApproved(request, at);
  if (!isAll || approved.state !== 'approved') return undefined;
  return {
    ...approved,
    revision: request.revision,
    approvalValidUntil: Math.min(approved.approvalValidUntil, term.at),
    review: openReview(reviewers, at),
  };
}
