import { eachOnce } from '#domain/action/person';
import { isUncertain } from '#domain/approval/resolve-approvals';
import { APPROVERS } from '#domain/delivery/deliveries';
import { fingerprint } from '#domain/lib/fingerprint';
import { approvalMessage } from '#words/approval-message';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells those who may decide now, and leads who may only decline, each set of them once. */
export async function notifyApprovers(
  ports: TellPorts & ApproverPorts,
  work: TellWork,
): Promise<void> {
  const stored = await ports.requests.get(work.requestId);
  if (stored?.state !== 'awaitingApproval') return ports.outbox.done(work.outboxId);
  const { request } = await withCurrentApprovers(ports, stored);
  const now = request.approvals.filter(({ decision }) => decision === undefined);
  // What can't be found out now was known when it was asked: those found then are told.
  const waiting = now.some(isUncertain)
    ? stored.approvals.filter(({ decision }) => decision === undefined)
    : now;
  const approvers = eachOnce(waiting.flatMap((stage) => stage.approvers));
  if (approvers.length === 0) return ports.outbox.done(work.outboxId);
  const decliners = eachOnce(waiting.flatMap((stage) => stage.mayDecline)).filter(
    ({ accountId }) => !approvers.some((one) => one.accountId === accountId),
  );
  const told = [...approvers, ...decliners];
  const whom = fingerprint(
    told
      .map(({ accountId }) => accountId)
      .sort()
      .join(' '),
  );
  return tellOnce(ports, work, request, {
    about: `${APPROVERS}${whom}`,
    to: told,
    message: approvalMessage(request, approvers, decliners),
    audited: true,
  });
}
