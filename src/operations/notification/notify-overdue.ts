import type { StuckCause } from '#domain/grant/stuck-cause';
import { overdueMessage, toldOfOverdue } from '#domain/notification/overdue-message';
import type { Notifier } from '#ports/notifier';
import type { Outbox } from '#ports/outbox';
import type { RequestStore } from '#ports/request-store';

/** Tells of a request's overdue access: its approvers once, and the work item once. */
export async function notifyOverdue(
  ports: {
    readonly requests: RequestStore;
    readonly notifier: Notifier;
    readonly outbox: Outbox;
  },
  work: {
    readonly requestId: string;
    readonly whom: 'approver' | 'workItem';
    readonly cause: StuckCause;
    readonly outboxId: string;
  },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  if (request !== undefined) {
    const people = toldOfOverdue(request, work.whom);
    const key = `${request.id}:overdue:${work.whom}`;
    const message = overdueMessage(request, people, work.cause);
    await ports.notifier.tell(request.issue.id, key, people, message);
  }
  await ports.outbox.done(work.outboxId);
}
