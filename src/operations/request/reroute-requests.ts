import { judgeApprovers } from '#domain/approval/resolve-approvals';
import { DAY } from '#domain/lib/time';
import type { RequestStore } from '#ports/request-store';
import { type TodayPorts, today } from '../approval/today';
import { APP, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import type { ChangePorts } from './change-request';

const AT_ONCE = 100;
/** No request waits longer: the longest time to decide that a policy can set. */
const LONGEST_WAIT = 90 * DAY;

/** Finds waiting requests whose lead changed since, and tells the new one. */
export async function rerouteRequests(
  ports: ChangePorts & TodayPorts & { readonly requests: RequestStore },
): Promise<number> {
  const at = ports.clock.now();
  let rerouted = 0;
  for (const id of await ports.requests.due('awaitingApproval', at + LONGEST_WAIT, AT_ONCE)) {
    const stored = await ports.requests.get(id);
    if (stored?.state !== 'awaitingApproval') continue;
    const { request, changed } = await today(ports, stored);
    // Nobody to go to: those who were told stay, and whoever may decide is found when they try.
    if (changed.length === 0 || !judgeApprovers(request.approvals).allowed) continue;
    const work = promiseWork(ports.ids, at, { kind: 'notifyApprovers', requestId: id });
    const written = await ports.commit({
      request: { ...request, revision: stored.revision + 1 },
      audit: [
        recordOf(
          ports.ids,
          at,
          APP,
          request,
          changed.map(({ projectId, approvers }) => ({
            kind: 'request.rerouted',
            projectId,
            to: approvers,
          })),
        ),
      ],
      outbox: [work],
    });
    if (written === 'conflict') continue;
    await pushPromised(ports, [work]);
    rerouted += 1;
  }
  return rerouted;
}
