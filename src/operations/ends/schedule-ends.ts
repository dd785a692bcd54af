import type { HoldingStore } from '#ports/holding-store';
import { AHEAD, type PromiseEndsPorts, promiseEnds, slotEnd } from '../holding/promise-ends';

export interface ScheduleEndsPorts extends PromiseEndsPorts {
  readonly holdings: HoldingStore;
}

const DUE_STATES = ['runs', 'settling', 'stuck'] as const;

/**
 * Looks ahead, and sees to it that each end is carried out, and tried again, when it is due; what is due
 * already, at once. Costs a query for each slot of time in which something is due, however much that is.
 */
export async function scheduleEnds(ports: ScheduleEndsPorts): Promise<number> {
  const now = ports.clock.now();
  let promised = 0;
  for (const state of DUE_STATES) {
    if ((await ports.holdings.due(state, now, 1)).length === 0) continue;
    await promiseEnds(ports, now);
    promised += 1;
    break;
  }
  for (const state of DUE_STATES) {
    for (let after = now; ; ) {
      const next = await ports.holdings.nextDue(state, after, now + AHEAD);
      if (next === undefined) break;
      await promiseEnds(ports, next);
      promised += 1;
      after = slotEnd(next);
    }
  }
  return promised;
}
