import { LONGEST_PASS, LONGEST_PAUSE, lookNow } from '#domain/holding/pass';
import { MINUTE } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import { type WriteHoldingsPorts, writeHoldings } from '../holding/write-holdings';

export interface BringBackPorts extends WriteHoldingsPorts {
  readonly holdings: HoldingStore;
}

/** No pass and no pause is longer, by clocks that are not quite the same. */
const APART = MINUTE;
const LATEST = { settling: LONGEST_PASS + APART, stuck: LONGEST_PAUSE + APART } as const;
const AT_ONCE = 100;

/**
 * What is said to be looked at again later than it can be was written by a clock that was ahead: nobody would come to
 * it, nor tell of it, until then. It is due now. Answers how much that was.
 */
export async function bringBack(ports: BringBackPorts): Promise<number> {
  const at = ports.clock.now();
  let brought = 0;
  for (const state of ['settling', 'stuck'] as const) {
    const found = await ports.holdings.dueAfter(state, at + LATEST[state], AT_ONCE);
    const { conflicts, refused, busy } = await writeHoldings(
      ports,
      found.map((one) => lookNow(one, at)),
    );
    brought += found.length - conflicts.length - refused.length - busy.length;
  }
  return brought;
}
