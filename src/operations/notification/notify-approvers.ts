import { eachOnce } from '#domain/action/person';
import { askedFirst } from '#domain/approval/in-place-of';
import { turnsToTell } from '#domain/approval/reroute-approvals';
import { awayUnknownIn } from '#domain/approval/resolve-approvals';
import { APPROVERS } from '#domain/delivery/deliveries';
import { fingerprint } from '#domain/lib/fingerprint';
import { askedAgainAt } from '#domain/request/start';
import { approvalMessage } from '#words/approval-message';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/**
 * Tells those whose turn it is in a stage of this order, and leads who may only decline, each set of them once.
 */
export async function notifyApprovers(
  ports: TellPorts & ApproverPorts,
  work: TellWork & { readonly order?: number },
): Promise<void> {
  const { order = 1 } = work;
  const stored = await ports.requests.get(work.requestId);
  if (stored?.state !== 'awaitingApproval') return ports.outbox.done(work.outboxId);
  const { request } = await withCurrentApprovers(ports, stored);
  const waiting = turnsToTell(stored.approvals, request.approvals).filter(
    (stage) => stage.order === order,
  );
  const approvers = eachOnce(waiting.flatMap(askedFirst));
  if (approvers.length === 0) return ports.outbox.done(work.outboxId);
  // That it can't be read who decides for somebody is nothing that they gain.
  const others = [...approvers, ...awayUnknownIn(waiting)];
  const decliners = eachOnce(waiting.flatMap((stage) => stage.mayDecline)).filter(
    ({ accountId }) => !others.some((one) => one.accountId === accountId),
  );
  const told = [...approvers, ...decliners];
  const ids = told.map(({ accountId }) => accountId).sort();
  // Of later stages, the turns of one person come one after another, and each is told.
  const turns = order === 1 ? [] : waiting.map(({ changes }) => `${order}:${changes.join()}`);
  // Whoever is asked again at the start was told of it weeks ago.
  const again = askedAgainAt(stored);
  const whom = fingerprint([...ids, ...turns, ...(again === undefined ? [] : [again])].join(' '));
  return tellOnce(ports, work, request, {
    about: `${APPROVERS}${whom}`,
    to: told,
    message: approvalMessage(request, approvers, decliners),
    audited: true,
  });
}
