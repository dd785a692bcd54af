import type { Person } from '#domain/action/person';
import type { ClosedFor } from '#domain/audit/closed-for';
import { close } from '#domain/request/close';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import type { WorkQueue } from '#ports/work-queue';
import { APP, personActor, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';

export interface ClosePorts {
  readonly requests: RequestStore;
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/** How often it is tried again where somebody else writes it at the same time. */
const TRIES = 4;

/** `nothing` where it does not wait any more; `failed` where others wrote it each time. */
export type Closing = 'closed' | 'nothing' | 'failed';

/**
 * Closes a request that waits, with its reason; whoever asked and whoever was to decide are told. `by`: an admin; else the app does
 * it.
 */
export async function closeRequest(
  ports: ClosePorts,
  requestId: string,
  closedFor: ClosedFor,
  by?: Pick<Person, 'accountId' | 'displayName'>,
): Promise<Closing> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const request = await ports.requests.get(requestId);
    const at = ports.clock.now();
    const next = request && close(request, closedFor, at);
    if (next === undefined) return 'nothing';
    const work = promiseWork(ports.ids, at, { kind: 'notifyWithdrawn', requestId });
    const actor = by === undefined ? APP : personActor(by);
    const written = await ports.commit({
      request: next.request,
      audit: [recordOf(ports.ids, at, actor, next.request, next.facts)],
      outbox: [work],
    });
    if (written === 'conflict') continue;
    await pushPromised(ports, [work]);
    return 'closed';
  }
  return 'failed';
}
