import { isApproved, isByPolicy } from '../approval/turns';
import type { AuditFact } from '../audit/audit-event';
import { byRules } from '../audit/by-rules';
import type { Instant } from '../lib/time';
import type { AccessRequest, Approved, AwaitingApproval, Scheduled } from './access-request';
import { asApproved } from './as-approved';

/** What the audit says of what the policy decided: by which version, by which rules, and who signed it. */
export function byPolicyFacts({ approvals }: Pick<AccessRequest, 'approvals'>): AuditFact[] {
  return approvals.flatMap(({ rules, decisions }) =>
    decisions.flatMap((one) =>
      one.decision === 'byPolicy'
        ? [
            {
              kind: 'request.decidedByPolicy' as const,
              policyVersion: one.policyVersion,
              signedBy: one.by,
              ...byRules(rules),
            },
          ]
        : [],
    ),
  );
}

/** Whether the policy has decided any of it, so that those who would have been asked are told. */
export const hasByPolicy = ({ approvals }: Pick<AccessRequest, 'approvals'>): boolean =>
  approvals.some(isByPolicy);

/** A request as it is made, of which nobody is asked: the policy has decided all of it. Undefined where somebody is. */
export function approvedByPolicy(
  request: AwaitingApproval,
  at: Instant,
): Approved | Scheduled | undefined {
  const { approvals, ask } = request;
  const isDecided = (change: number) =>
    approvals.some((stage) => stage.changes.includes(change) && isByPolicy(stage));
  const isAll = approvals.every(isApproved) && ask.changes.every((_, change) => isDecided(change));
  return isAll ? { ...asApproved(request, at), revision: request.revision } : undefined;
}
