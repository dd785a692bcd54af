import type { Person } from '#domain/action/person';
import { isUncertain } from '#domain/approval/resolve-approvals';
import { fingerprint } from '#domain/lib/fingerprint';
import { approvalMessage } from '#domain/notification/approval-message';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Notifier } from '#ports/notifier';
import type { Outbox } from '#ports/outbox';
import type { RequestStore } from '#ports/request-store';
import { type TodayPorts, today } from '../approval/today';
import { APP, recordOf } from '../audit/make-record';

export interface NotifyPorts {
  readonly requests: RequestStore;
  readonly notifier: Notifier;
  readonly outbox: Outbox;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Tells those who may decide now, and leads who may only decline, each set of them once. */
export async function notifyApprovers(
  ports: NotifyPorts & TodayPorts,
  work: { readonly requestId: string; readonly outboxId: string },
): Promise<void> {
  const stored = await ports.requests.get(work.requestId);
  if (stored?.state !== 'awaitingApproval') return ports.outbox.done(work.outboxId);
  const { request } = await today(ports, stored);
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
  const ways = await ports.notifier.tell(
    request.issue.id,
    `${request.id}:approvers:${whom}`,
    told,
    approvalMessage(request, approvers, decliners),
  );
  await ports.commit({
    audit: [
      recordOf(
        ports.ids,
        ports.clock.now(),
        APP,
        request,
        ways.map((by) => ({ kind: 'approver.notified', to: told, by })),
      ),
    ],
    outboxDone: [work.outboxId],
  });
}

function eachOnce(people: readonly Person[]): Person[] {
  return [...new Map(people.map((one) => [one.accountId, one])).values()];
}
