import type { Approval } from '#domain/approval/approval';
import { decidedChanges, rerouteApprovals } from '#domain/approval/reroute-approvals';
import type { AccessRequest } from '#domain/request/access-request';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import { SiteFailure } from '#ports/site-failure';
import { type ApprovalPorts, findApprovals } from './find-approvals';
import type { WhenUnanswered } from './find-reach';

export interface ApproverPorts extends ApprovalPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

export interface WithCurrentApprovers<R extends AccessRequest> {
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
 * Throws SiteFailure while another site than the request's is connected.
 */
export async function withCurrentApprovers<R extends AccessRequest>(
  ports: ApproverPorts,
  request: R,
  unanswered: WhenUnanswered = 'throwIfLater',
): Promise<WithCurrentApprovers<R>> {
  if (request.state !== 'awaitingApproval') return { request, changed: [] };
  await mustBeOfItsSite(ports, request);
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

/**
 * Leads, groups and addresses are asked of the site that is connected: of another one than the request is
 * for, they say nothing of it, and a project there has the same id.
 */
async function mustBeOfItsSite(
  { connections }: Pick<ApproverPorts, 'connections'>,
  { connectionId }: Pick<AccessRequest, 'connectionId'>,
): Promise<void> {
  const connection = await connections.current();
  if (connection === undefined || connection.id === connectionId) return;
  throw new SiteFailure('otherSite', 'Another site is connected than the request is for.', false);
}
