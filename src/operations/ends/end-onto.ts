import { changed } from '#domain/holding/change-holding';
import { type Holding, holdingId } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import { recordsOf, type WriteHoldingsPorts, writeHoldings } from '../holding/write-holdings';
import type { Taken } from './look-in-pass';
import { effectFactsBesideOthers, type Outcome } from './pass-outcome';

export interface EndOntoPorts extends WriteHoldingsPorts {
  readonly holdings: HoldingStore;
}

/**
 * Somebody gave, prolonged or revoked it meanwhile: what this pass did is in the audit, and the site is
 * looked at again for what the holding says by now. Undefined where another pass has begun on it, or where
 * it can't be read any more.
 */
export async function endOnto(
  ports: EndOntoPorts,
  one: Taken,
  outcome: Outcome,
  until: Instant,
): Promise<Holding | undefined> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const { found } = await ports.holdings.getMany([one.holding]);
    const current = found.get(holdingId(one.holding));
    const facts = effectFactsBesideOthers(one, outcome);
    const isOurs = current?.work.state === 'settling' && current.work.until <= until;
    if (current === undefined || !isOurs) {
      if (facts.length > 0) await ports.commit({ audit: recordsOf(ports, facts) });
      return undefined;
    }
    const at = ports.clock.now();
    const work = { state: 'settling', until: at, sent: false, tries: 0 } as const;
    const { grants } = current;
    const next = changed(current, current, {
      grants,
      ended: [],
      work,
      told: undefined,
      turnedAt: at,
    });
    const { conflicts } = await writeHoldings(ports, [{ holding: next.holding, facts }]);
    if (conflicts.length === 0) return next.holding;
  }
  return undefined;
}
