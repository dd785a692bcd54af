import { HOUR } from '#domain/lib/time';
import type { Clock } from '#ports/clock';
import type { Log } from '#ports/log';
import type { Outbox } from '#ports/outbox';
import type { WorkQueue } from '#ports/work-queue';
import { pushPromised } from './push-promised';

export interface WakeFailedPorts {
  readonly outbox: Outbox;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** Beyond these, the rest goes on as its own pauses end. */
const AT_ONCE = 500;
const NO_PAUSE_IS_LONGER = 6 * HOUR;

/**
 * What has failed goes on now, whenever its pause would have ended: what it failed of may be mended. Which
 * record a piece of work needs is not known, and pushed in vain it only fails again.
 */
export async function wakeFailed(ports: WakeFailedPorts): Promise<void> {
  const until = ports.clock.now() + NO_PAUSE_IS_LONGER;
  const waiting = await ports.outbox.glance(until, AT_ONCE);
  await pushPromised(
    ports,
    waiting.filter(({ attempts }) => attempts > 0),
  );
}
