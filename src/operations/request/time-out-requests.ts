import { pauseAfter } from '#domain/lib/growing-pause';
import type { Instant } from '#domain/lib/time';
import { timeOut } from '#domain/request/time-out';
import type { Asides } from '#ports/asides';
import type { RequestStore } from '#ports/request-store';
import { APP, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { eachAlone, nameOf } from '../sweep/each-alone';
import { workOff } from '../sweep/work-off';
import type { ChangePorts } from './change-request';

const AT_ONCE = 50;

type TimeOutPorts = ChangePorts & { readonly requests: RequestStore; readonly asides: Asides };

/** Ends the requests that nobody decided in time. One that can't be ended now is put off, alone. */
export function timeOutRequests(
  ports: TimeOutPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const at = ports.clock.now();
  return workOff(
    () => ports.requests.due('awaitingApproval', at, AT_ONCE),
    (ids) =>
      eachAlone(
        ports,
        ids,
        (id) => end(ports, id, at),
        async (id, error) => {
          await ports.requests.postpone(id, at + 2 * (await pauseOf(ports, id, at)));
          await ports.asides.noteFailing(
            { kind: 'request', key: `request:${id}` },
            nameOf(error),
            at,
          );
        },
      ),
    mayGoOn,
  );
}

async function end(ports: TimeOutPorts, id: string, at: Instant): Promise<boolean> {
  const request = await ports.requests.get(id);
  const next = request && timeOut(request, at);
  if (request === undefined || next === undefined) return false;
  const work = promiseWork(ports.ids, at, { kind: 'notifyOutcome', requestId: id });
  const written = await ports.commit({
    request: next.request,
    audit: [recordOf(ports.ids, at, APP, next.request, next.facts)],
    outbox: [work],
  });
  if (written === 'conflict') {
    // Somebody was faster, or never will be: either way, it is not to stand in the others’ way.
    await ports.requests.postpone(id, at + (await pauseOf(ports, id, at)));
    return false;
  }
  await pushPromised(ports, [work]);
  return true;
}

async function pauseOf(ports: TimeOutPorts, id: string, at: Instant): Promise<number> {
  const request = await ports.requests.get(id);
  return pauseAfter(request?.state === 'awaitingApproval' ? request.timesOutAt : at, at);
}
