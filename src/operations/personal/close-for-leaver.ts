import type { Instant } from '#domain/lib/time';
import type { PersonChanges } from '#domain/personal/rewrite-people';
import type { AccessRequest } from '#domain/request/access-request';
import { withdrawForLeaver } from '#domain/request/withdraw-for-leaver';
import { APP, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import type { ChangePorts } from '../request/change-request';

export type CloseForLeaverPorts = ChangePorts;

/** Closes a request that waits for a decision or its start, where whoever asked has no account any more. */
export async function closeForLeaver(
  ports: CloseForLeaverPorts,
  request: AccessRequest,
  changes: PersonChanges,
  at: Instant,
): Promise<void> {
  if (changes.get(request.requester.accountId)?.kind !== 'erase') return;
  const next = withdrawForLeaver(request, at);
  if (next === undefined) return;
  const work = promiseWork(ports.ids, at, { kind: 'notifyWithdrawn', requestId: request.id });
  const written = await ports.commit({
    request: next.request,
    audit: [recordOf(ports.ids, at, APP, next.request, next.facts)],
    outbox: [work],
  });
  if (written === 'committed') await pushPromised(ports, [work]);
}
