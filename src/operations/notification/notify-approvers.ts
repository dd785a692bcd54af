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

/** Tells those who may decide now, each set of them once. */
export async function notifyApprovers(
  ports: NotifyPorts & TodayPorts,
  work: { readonly requestId: string; readonly outboxId: string },
): Promise<void> {
  const stored = await ports.requests.get(work.requestId);
  if (stored?.state !== 'awaitingApproval') return ports.outbox.done(work.outboxId);
  const { request } = await today(ports, stored);
  const waiting = request.approvals.filter(({ decision }) => decision === undefined);
  const approvers = [
    ...new Map(
      waiting.flatMap(({ approvers: people }) => people.map((one) => [one.accountId, one])),
    ).values(),
  ];
  if (approvers.length === 0) return ports.outbox.done(work.outboxId);
  const whom = fingerprint(
    approvers
      .map(({ accountId }) => accountId)
      .sort()
      .join(' '),
  );
  const ways = await ports.notifier.tell(
    request.issue.id,
    `${request.id}:approvers:${whom}`,
    approvers,
    approvalMessage(request, approvers),
  );
  await ports.commit({
    audit: [
      recordOf(
        ports.ids,
        ports.clock.now(),
        APP,
        request,
        ways.map((by) => ({ kind: 'approver.notified', to: approvers, by })),
      ),
    ],
    outboxDone: [work.outboxId],
  });
}
