import { eachOnce } from '#domain/action/person';
import { turnsToTell } from '#domain/approval/reroute-approvals';
import { awaited } from '#domain/approval/turns';
import { REMINDER } from '#domain/delivery/deliveries';
import { reminderMessage } from '#words/reminder-message';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Reminds those whose turn it is by now, whoever it was as somebody asked for that: each wish is told once. */
export async function remindApprovers(
  ports: TellPorts & ApproverPorts,
  work: TellWork,
): Promise<void> {
  const stored = await ports.requests.get(work.requestId);
  if (stored?.state !== 'awaitingApproval' || stored.remindedAt === undefined) {
    return ports.outbox.done(work.outboxId);
  }
  const { request } = await withCurrentApprovers(ports, stored);
  const to = eachOnce(turnsToTell(stored.approvals, request.approvals).flatMap(awaited));
  if (to.length === 0) return ports.outbox.done(work.outboxId);
  return tellOnce(ports, work, request, {
    about: `${REMINDER}${stored.remindedAt}`,
    to,
    message: reminderMessage(request, to),
    audited: true,
  });
}
