import type { Approval } from '#domain/approval/approval';
import { rerouteApprovals } from '#domain/approval/reroute-approvals';
import type { AccessRequest } from '#domain/request/access-request';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import type { Site, Sites } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { findConnection } from '../connection/find-connection';
import { onSite } from '../connection/on-site';
import { type ApprovalPorts, findApprovals } from './find-approvals';
import type { WhenUnanswered } from './find-reach';

export interface ApproverPorts extends Omit<ApprovalPorts, keyof Site>, Sites {
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
  /** The version of the policy by which they are asked. */
  readonly policyVersion: number;
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
  if (request.state !== 'awaitingApproval') return asRecorded(request);
  await mustBeOfItsSite(ports, request);
  const policy = await ports.policies.inForce(request.connectionId);
  const now = await findApprovals(
    onSite(ports, request.connectionId),
    {
      ask: request.ask,
      requester: request.requester,
      issue: request.issue,
      term: request.term,
      policy,
      connectionId: request.connectionId,
      stored: request.approvals,
      waiting: { createdAt: request.createdAt, questions: request.questions ?? [] },
    },
    unanswered,
  );
  const { approvals, changed } = rerouteApprovals(request.approvals, now.approvals);
  return {
    request: { ...request, issue: now.issue, approvals },
    changed,
    policyVersion: policy.version,
  };
}

/** With those who are on record. */
export function asRecorded<R extends AccessRequest>(request: R): WithCurrentApprovers<R> {
  return { request, changed: [], policyVersion: request.policyVersion };
}

/** Leads, groups and addresses are the site's to say: another one that is connected says nothing of them. */
async function mustBeOfItsSite(
  { connections }: Pick<ApproverPorts, 'connections'>,
  { connectionId }: Pick<AccessRequest, 'connectionId'>,
): Promise<void> {
  const found = await findConnection(connections, connectionId);
  if (found.ok || found.error === 'none') return;
  throw new SiteFailure('otherSite', 'Another site is connected than the request is for.', false);
}
