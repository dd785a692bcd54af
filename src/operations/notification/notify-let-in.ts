import { eachOnce } from '#domain/action/person';
import { letIn } from '#domain/approval/in-place-of';
import { turnsToTell } from '#domain/approval/reroute-approvals';
import { APPROVERS } from '#domain/delivery/deliveries';
import { fingerprint } from '#domain/lib/fingerprint';
import { askedAgainAt } from '#domain/request/start';
import { letInMessage } from '#words/let-in-message';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells fallback approvers that they may decide as well, beside whom and since when nobody has: those who may by now, each set of them once. */
export async function notifyLetIn(ports: TellPorts & ApproverPorts, work: TellWork): Promise<void> {
  const stored = await ports.requests.get(work.requestId);
  if (stored?.state !== 'awaitingApproval') return ports.outbox.done(work.outboxId);
  const { request } = await withCurrentApprovers(ports, stored);
  const waiting = turnsToTell(stored.approvals, request.approvals).filter(
    (stage) => letIn(stage).length > 0,
  );
  const people = eachOnce(waiting.flatMap(letIn));
  if (people.length === 0) return ports.outbox.done(work.outboxId);
  const ids = people.map(({ accountId }) => accountId).sort();
  const turns = waiting.map(({ order, changes }) => `${order}:${changes.join()}`);
  const again = askedAgainAt(stored);
  const whom = ['let in', ...ids, ...turns, ...(again === undefined ? [] : [again])];
  return tellOnce(ports, work, request, {
    about: `${APPROVERS}${fingerprint(whom.join(' '))}`,
    to: people,
    message: letInMessage(request, waiting, people),
    audited: true,
  });
}
