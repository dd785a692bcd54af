import type { Approval } from '#domain/approval/approval';
import { decidedChanges, rerouteApprovals } from '#domain/approval/reroute-approvals';
import type { AccessRequest } from '#domain/request/access-request';
import type { PolicyStore } from '#ports/policy-store';
import { type ApprovalPorts, findApprovals } from './find-approvals';
import type { WhenUnanswered } from './find-reach';

export interface TodayPorts extends ApprovalPorts {
  readonly policies: PolicyStore;
}

export interface Today<R extends AccessRequest> {
  /**
   * The request with today's approvers in its undecided stages, and where its issue is, at the revision
   * it was read at.
   */
  readonly request: R;
  readonly changed: readonly Approval[];
}

/**
 * A request that waits, with those who may decide it now: leads change, people leave, issues move. What
 * may be asked was settled by the policy at submission; who decides is the policy's in force to say.
 */
export async function today<R extends AccessRequest>(
  ports: TodayPorts,
  request: R,
  unanswered: WhenUnanswered = 'throwIfLater',
): Promise<Today<R>> {
  if (request.state !== 'awaitingApproval') return { request, changed: [] };
  const now = await findApprovals(
    ports,
    {
      ask: request.ask,
      requester: request.requester,
      issue: request.issue,
      term: request.term,
      policy: await ports.policies.current(),
      connectionId: request.connectionId,
      decided: decidedChanges(request.approvals),
    },
    unanswered,
  );
  const { approvals, changed } = rerouteApprovals(request.approvals, now.approvals);
  return { request: { ...request, issue: now.issue, approvals }, changed };
}
