import { isByPolicy } from '#domain/approval/turns';
import { APPROVERS } from '#domain/delivery/deliveries';
import { fingerprint } from '#domain/lib/fingerprint';
import { byPolicyMessage } from '#words/by-policy-message';
import { findToldInPlace } from '../approval/find-told-in-place';
import type { ApproverPorts } from '../approval/with-current-approvers';
import { onSite } from '../connection/on-site';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells those who would have been asked, and have not decided any of it, what is given without them, by which policy, and that they can end it. */
export async function notifyByPolicy(
  ports: TellPorts & ApproverPorts,
  work: TellWork,
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const stages = request?.approvals.filter(isByPolicy) ?? [];
  if (request === undefined || stages.length === 0) return ports.outbox.done(work.outboxId);
  const { connectionId, ask, requester, issue, term } = request;
  const policy = await ports.policies.inForce(connectionId);
  const found = await findToldInPlace(onSite(ports, connectionId), {
    ask,
    requester,
    issue,
    term,
    policy,
    connectionId,
    stages,
  });
  const decided = new Set(
    request.approvals
      .filter((stage) => !isByPolicy(stage))
      .flatMap(({ decisions }) => decisions.map(({ by }) => by.accountId)),
  );
  const to = found.filter(({ accountId }) => !decided.has(accountId));
  if (to.length === 0) return ports.outbox.done(work.outboxId);
  const ids = to.map(({ accountId }) => accountId).sort();
  return tellOnce(ports, work, request, {
    about: `${APPROVERS}${fingerprint(['by policy', ...ids].join(' '))}`,
    to,
    message: byPolicyMessage(request, to),
    audited: true,
  });
}
