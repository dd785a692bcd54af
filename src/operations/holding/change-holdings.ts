import type { HoldingChange } from '#domain/holding/change-holding';
import { type Held, type Holding, holdingId } from '#domain/holding/holding';
import type { Asides } from '#ports/asides';
import type { HoldingStore, HoldingsRead } from '#ports/holding-store';
import { PlatformFailure } from '#ports/platform-failure';
import { noteRefused } from './note-refused';
import { type WriteHoldingsPorts, writeHoldings } from './write-holdings';

export interface ChangeHoldingsPorts extends WriteHoldingsPorts {
  readonly holdings: HoldingStore;
  readonly asides: Asides;
}

export interface ChangedHoldings {
  readonly written: readonly HoldingChange[];
  /** By `holdingId`: they can't be read, and nothing was written. */
  readonly unreadable: ReadonlySet<string>;
  /** By `holdingId`: the store does not take them, and admins are told. */
  readonly refused: ReadonlySet<string>;
}

type MaybeLater<T> = T | Promise<T>;

/** How often it is tried where somebody else writes them at the same time. */
const TRIES = 6;

/**
 * Changes holdings, each as it stands when it is written: where somebody else was faster, `change` is
 * asked again with what they left. `known`: as they were read; the others are taken to be new. What can't
 * be read, or what the store refuses, is left as it is, and keeps none of the others.
 */
export async function changeHoldings<Item extends { readonly held: Held }>(
  ports: ChangeHoldingsPorts,
  items: readonly Item[],
  known: HoldingsRead,
  change: (item: Item, current: Holding | undefined) => MaybeLater<HoldingChange | undefined>,
): Promise<ChangedHoldings> {
  const written: HoldingChange[] = [];
  const unreadable = new Set<string>();
  const refused = new Set<string>();
  let current = known;
  let left = items;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new PlatformFailure('HOLDINGS_BUSY', 'Others write them', true);
    for (const id of current.unreadable) unreadable.add(id);
    left = left.filter(({ held }) => !unreadable.has(holdingId(held)));
    const { found } = current;
    const changes: HoldingChange[] = [];
    for (const item of left) {
      const one = await change(item, found.get(holdingId(item.held)));
      if (one !== undefined) changes.push(one);
    }
    const notWritten = await writeHoldings(ports, changes);
    await noteRefused(ports, notWritten.refused);
    for (const { holding } of notWritten.refused) refused.add(holdingId(holding));
    const again = new Set(
      [...notWritten.conflicts, ...notWritten.busy].map(({ holding }) => holdingId(holding)),
    );
    const isNot = (id: string) => again.has(id) || refused.has(id);
    written.push(...changes.filter(({ holding }) => !isNot(holdingId(holding))));
    left = left.filter(({ held }) => again.has(holdingId(held)));
    if (left.length > 0) current = await ports.holdings.getMany(left.map(({ held }) => held));
  }
  return { written, unreadable, refused };
}
