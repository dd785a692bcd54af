import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import type { Scheduled } from '#domain/request/access-request';
import type { OutboxEntry } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import type { RequestStore } from '#ports/request-store';
import { promiseWork } from '../outbox/promise-work';
import { eachAlone } from '../sweep/each-alone';
import type { ChangePorts } from './change-request';

/** doc: Forge async events: an event waits at most 900 seconds; the sweep comes three times in that. */
const AHEAD = 15 * MINUTE - 30 * SECOND;
/** Looked at in one sweep, the first to start first. */
const IN_ONE_SWEEP = 500;
/** So many wait at once for the store. */
const AT_ONCE = 10;

type PromiseStartsPorts = ChangePorts & { readonly requests: RequestStore };

/**
 * Sees to it that what starts before the next sweeps starts then: one promise for each start, however often it is looked for. Each sweep
 * before it pushes it once more, as the queue may have lost it.
 */
export async function promiseStarts(
  ports: PromiseStartsPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const until = ports.clock.now() + AHEAD;
  const ids = await ports.requests.due('scheduled', until, IN_ONE_SWEEP);
  return eachAlone(
    ports,
    ids,
    async (id) => {
      const request = mayGoOn() ? await ports.requests.get(id) : undefined;
      if (request?.state !== 'scheduled') return false;
      await promiseStart(ports, request);
      return true;
    },
    undefined,
    AT_ONCE,
  );
}

/** The same for what was approved just before its start: no sweep comes by then. */
export async function promiseStart(ports: ChangePorts, request: Scheduled): Promise<void> {
  const now = ports.clock.now();
  const at = request.pause?.nextTryAt ?? request.startsAt;
  if (at > now + AHEAD) return;
  const item = { kind: 'startRequest', requestId: request.id } as const;
  const entry: OutboxEntry = {
    ...promiseWork(ports.ids, Math.max(now, at), item),
    id: startId(request),
  };
  // Where it is there already, it stays as it is.
  await ports.commit({ outbox: [entry] });
  await pushStart(ports, entry.id, request, now);
}

/** Delivered when it starts, or soon after. What the queue does not take is pushed by the next sweep. */
export async function pushStart(
  { queue, log }: Pick<ChangePorts, 'queue' | 'log'>,
  outboxId: string,
  { id, startsAt, pause }: Scheduled,
  now: Instant,
): Promise<void> {
  const wait = Math.max(0, (pause?.nextTryAt ?? startsAt) - now);
  if (wait > AHEAD) return;
  const item = { kind: 'startRequest', requestId: id } as const;
  try {
    await queue.push([{ outboxId, item }], { delaySeconds: Math.ceil(wait / SECOND) });
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    log.warn('The queue did not take a start; the sweep will push it again', { requestId: id });
  }
}

/** One for each start of a request: approved once more after its start, it is carried out at once. */
const startId = ({ id, startsAt }: Scheduled): string => `start.${id}.${startsAt}`;
