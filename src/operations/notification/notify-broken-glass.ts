import { eachOnce } from '#domain/action/person';
import { isBrokenGlass } from '#domain/approval/turns';
import { APPROVERS } from '#domain/delivery/deliveries';
import { fingerprint } from '#domain/lib/fingerprint';
import { isToReview } from '#domain/request/judge-review';
import { brokenGlassMessage, reviewedMessage, reviewReminder } from '#words/broken-glass-message';
import { findToldInPlace } from '../approval/find-told-in-place';
import type { ApproverPorts } from '../approval/with-current-approvers';
import { onSite } from '../connection/on-site';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/**
 * Tells those who would have been asked, in whatever stage, and whoever enabled it, what somebody took before anybody decided: those on record who review it, and
 * whoever leads the project and would gain by it.
 */
export async function notifyBrokenGlass(
  ports: TellPorts & ApproverPorts,
  work: TellWork,
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const stages = request?.approvals.filter(isBrokenGlass) ?? [];
  if (request?.review === undefined || stages.length === 0) return ports.outbox.done(work.outboxId);
  const { connectionId, ask, requester, issue, term } = request;
  const policy = await ports.policies.inForce(connectionId);
  const asked = { ask, requester, issue, term, policy, connectionId, stages };
  const found = await findToldInPlace(onSite(ports, connectionId), asked);
  const to = eachOnce([...request.review.by, ...found]);
  const ids = to.map(({ accountId }) => accountId).sort();
  return tellOnce(ports, work, request, {
    about: `${APPROVERS}${fingerprint(['broken glass', ...ids].join(' '))}`,
    to,
    message: brokenGlassMessage(request, to),
    audited: true,
  });
}

/** Reminds whoever is to review it that nobody has: once for each day. */
export async function remindOfReview(
  ports: TellPorts,
  { days, ...work }: TellWork & { readonly days: number },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  if (request === undefined || !isToReview(request)) return ports.outbox.done(work.outboxId);
  const to = request.review?.by ?? [];
  return tellOnce(ports, work, request, {
    about: `${APPROVERS}${fingerprint(`review ${days}`)}`,
    to,
    message: reviewReminder(request, to, days),
    audited: true,
  });
}

/** Tells whoever took it what came of the review. */
export async function notifyReviewed(ports: TellPorts, work: TellWork): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const closed = request?.review?.closed;
  if (request === undefined || closed === undefined) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: 'reviewed',
    to: [request.requester],
    message: reviewedMessage(request, closed),
    audited: false,
  });
}
