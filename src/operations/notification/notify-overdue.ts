import type { StuckCause } from '#domain/grant/stuck-cause';
import { toldOfOverdue } from '#domain/notification/told-of-overdue';
import { overdueMessage } from '#words/overdue-message';
import { isStillOverdue, type StillOverduePorts } from '../holding/is-still-overdue';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/**
 * Tells of a request's overdue access: its approvers once, and the work item once; and nobody, of what has ended before
 * they could be told.
 */
export async function notifyOverdue(
  ports: TellPorts & StillOverduePorts,
  work: TellWork & {
    readonly whom: 'approver' | 'workItem';
    readonly cause: StuckCause;
  },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const to = request === undefined ? [] : toldOfOverdue(request, work.whom);
  if (request === undefined || to.length === 0 || !(await isStillOverdue(ports, request))) {
    return ports.outbox.done(work.outboxId);
  }
  return tellOnce(ports, work, request, {
    about: `overdue:${work.whom}`,
    to,
    message: overdueMessage(request, to, work.cause),
    audited: false,
  });
}
