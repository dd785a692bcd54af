import { timeOut } from '#domain/request/time-out';
import type { RequestStore } from '#ports/request-store';
import { APP, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import type { ChangePorts } from './change-request';

const AT_ONCE = 50;

/** Ends the requests that nobody decided in time. */
export async function timeOutRequests(
  ports: ChangePorts & { readonly requests: RequestStore },
): Promise<number> {
  const at = ports.clock.now();
  let ended = 0;
  for (const id of await ports.requests.due('awaitingApproval', at, AT_ONCE)) {
    const request = await ports.requests.get(id);
    const next = request && timeOut(request, at);
    if (next === undefined) continue;
    const work = promiseWork(ports.ids, at, { kind: 'notifyOutcome', requestId: id });
    const written = await ports.commit({
      request: next.request,
      audit: [recordOf(ports.ids, at, APP, next.request, next.facts)],
      outbox: [work],
    });
    if (written === 'conflict') continue;
    await pushPromised(ports, [work]);
    ended += 1;
  }
  return ended;
}
