import { HOUR } from '#domain/lib/time';
import type { Outbox } from '#ports/outbox';
import { type PromiseEndsPorts, promiseWokenEnds } from '../holding/promise-ends';
import { pushPromised } from './push-promised';

export interface WakePorts extends PromiseEndsPorts {
  readonly outbox: Outbox;
}

/** Beyond these, the rest goes on as its own pauses end. */
const AT_ONCE = 500;
const NO_PAUSE_IS_LONGER = HOUR;

/**
 * What waits for the connection goes on now, whenever its pause would have ended; what is due to end
 * first, as it is late already. Work that is under way
 * has claimed its entry: pushed again, it is not done twice.
 */
export async function wakePaused(ports: WakePorts): Promise<void> {
  await promiseWokenEnds(ports);
  const until = ports.clock.now() + NO_PAUSE_IS_LONGER;
  const waiting = await ports.outbox.glance(until, AT_ONCE);
  await pushPromised(
    ports,
    waiting.filter(({ item }) => item.kind === 'provision' || item.kind === 'startRequest'),
  );
}
