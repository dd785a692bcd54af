import type { HoldingChange } from '#domain/grant/change-holding';
import { type Held, type Holding, holdingId } from '#domain/grant/holding';
import type { HoldingStore } from '#ports/holding-store';
import { PlatformFailure } from '#ports/platform-failure';
import { type WriteHoldingsPorts, writeHoldings } from './write-holdings';

export interface ChangeHoldingsPorts extends WriteHoldingsPorts {
  readonly holdings: HoldingStore;
}

/** So often somebody may be faster. */
const TRIES = 6;

/**
 * Changes holdings, each as it stands when it is written: where somebody else was faster, `change` is
 * asked again with what they left. `known`: as they were read; the others are taken to be new. Answers
 * what was written.
 */
export async function changeHoldings<Item extends { readonly held: Held }>(
  ports: ChangeHoldingsPorts,
  items: readonly Item[],
  known: ReadonlyMap<string, Holding>,
  change: (item: Item, current: Holding | undefined) => HoldingChange | undefined,
): Promise<readonly HoldingChange[]> {
  const written: HoldingChange[] = [];
  let current = known;
  let left = items;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new PlatformFailure('HOLDINGS_BUSY', 'Others write them', true);
    const changes = left.flatMap((item) => change(item, current.get(holdingId(item.held))) ?? []);
    const notWritten = await writeHoldings(ports, changes);
    const conflicts = new Set(
      [...notWritten.conflicts, ...notWritten.refused].map(({ holding }) => holdingId(holding)),
    );
    written.push(...changes.filter(({ holding }) => !conflicts.has(holdingId(holding))));
    left = left.filter(({ held }) => conflicts.has(holdingId(held)));
    if (left.length > 0) current = await ports.holdings.getMany(left.map(({ held }) => held));
  }
  return written;
}
