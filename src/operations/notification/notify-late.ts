import type { Lateness } from '#domain/grant/lateness';
import type { StuckCause } from '#domain/grant/stuck-cause';
import { toldOfLate } from '#domain/notification/told-of-late';
import { lateMessage } from '#words/late-message';
import { isStillLate, type StillLatePorts } from '../holding/is-still-late';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/**
 * Tells of a request's access that is overdue, or missing: its approvers once, and the work item once; and nobody, of what is so
 * no more before they could be told.
 */
export async function notifyLate(
  ports: TellPorts & StillLatePorts,
  work: TellWork & {
    readonly about: Lateness;
    readonly whom: 'approver' | 'workItem';
    readonly cause: StuckCause;
  },
): Promise<void> {
  const { about, whom, cause } = work;
  const request = await ports.requests.get(work.requestId);
  const to = request === undefined ? [] : toldOfLate(request, whom);
  if (request === undefined || to.length === 0 || !(await isStillLate(ports, request, about))) {
    return ports.outbox.done(work.outboxId);
  }
  return tellOnce(ports, work, request, {
    about: `${about}:${whom}`,
    to,
    message: lateMessage(about, request, to, cause),
    audited: false,
  });
}
