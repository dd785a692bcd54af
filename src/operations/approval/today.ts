import type { Approval } from '#domain/approval/approval';
import { rerouteApprovals } from '#domain/approval/reroute-approvals';
import { FIRST_POLICY } from '#domain/policy/policy';
import type { AccessRequest } from '#domain/request/access-request';
import type { PolicyStore } from '#ports/policy-store';
import { type ApprovalPorts, findApprovals } from './find-approvals';

export interface TodayPorts extends ApprovalPorts {
  readonly policies: PolicyStore;
}

export interface Today<R extends AccessRequest> {
  /** The request with today's approvers in its undecided stages, at the revision it was read at. */
  readonly request: R;
  readonly changed: readonly Approval[];
}

/**
 * A request that waits, with those who may decide it now: leads change, people leave. The policy is
 * the one that is pinned on the request.
 */
export async function today<R extends AccessRequest>(
  ports: TodayPorts,
  request: R,
): Promise<Today<R>> {
  if (request.state !== 'awaitingApproval') return { request, changed: [] };
  const policy = (await ports.policies.version(request.policyVersion)) ?? FIRST_POLICY;
  const now = await findApprovals(ports, {
    ask: request.ask,
    requester: request.requester,
    issue: request.issue,
    policy,
    connectionId: request.connectionId,
  });
  const { approvals, changed } = rerouteApprovals(request.approvals, now);
  return { request: { ...request, approvals }, changed };
}
