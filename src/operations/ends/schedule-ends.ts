import type { Instant } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import type { Outbox } from '#ports/outbox';
import { AHEAD, type PromiseEndsPorts, promiseEndsAgain, slotEnd } from '../holding/promise-ends';

export interface ScheduleEndsPorts extends PromiseEndsPorts {
  readonly holdings: HoldingStore;
  readonly outbox: Outbox;
}

const DUE_STATES = ['runs', 'settling', 'stuck'] as const;

/**
 * Looks ahead, and sees to it that each end is carried out, and tried again, when it is due; what is due
 * already, at once. Costs a query for each slot of time in which something is due, however much that is.
 */
export async function scheduleEnds(ports: ScheduleEndsPorts): Promise<number> {
  const now = ports.clock.now();
  const dues: Instant[] = [];
  for (const state of DUE_STATES) {
    // Without a look at the record itself, which may make no sense: others are due behind it.
    if ((await ports.holdings.nextDue(state, 0, now)) === undefined) continue;
    dues.push(now);
    break;
  }
  for (const state of DUE_STATES) {
    for (let after = now; ; ) {
      const next = await ports.holdings.nextDue(state, after, now + AHEAD);
      if (next === undefined) break;
      dues.push(next);
      after = slotEnd(next);
    }
  }
  await promiseEndsAgain(ports, dues);
  return dues.length;
}
