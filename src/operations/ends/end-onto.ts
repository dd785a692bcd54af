import { changed, type FactOfRequest } from '#domain/holding/change-holding';
import { type Holding, holdingId } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { HoldingStore } from '#ports/holding-store';
import { PlatformFailure } from '#ports/platform-failure';
import { recordsOf, type WriteHoldingsPorts } from '../holding/write-holdings';
import type { Taken } from './look-in-pass';
import { effectFactsBesideOthers, type Outcome } from './pass-outcome';

export interface EndOntoPorts extends WriteHoldingsPorts {
  readonly holdings: HoldingStore;
}

export interface NotWrittenEnd {
  readonly one: Taken;
  readonly outcome: Outcome;
  /** What was to be written, and was not: as far as the store said. */
  readonly tried: Holding;
  /** The pass is over then. */
  readonly until: Instant;
}

const TRIES = 4;

/**
 * Somebody gave, prolonged or revoked it meanwhile: what this pass did is in the audit, and the site is
 * looked at again for what the holding says by now. `written`: what was tried is there, the store's answer was
 * lost. Undefined where another pass has begun on it, or where it can't be read any more. What this pass did is told once, whatever
 * becomes of the store's answers.
 */
export async function endOnto(
  ports: EndOntoPorts,
  { one, outcome, tried, until }: NotWrittenEnd,
): Promise<Holding | 'written' | undefined> {
  const facts = effectFactsBesideOthers(one, outcome);
  // The same records each time: the store takes them once.
  const audit = recordsOf(ports, facts);
  let last: Holding | undefined;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { found } = await ports.holdings.getMany([one.holding]);
    const current = found.get(holdingId(one.holding));
    if (isOf(current, tried, one)) return 'written';
    if (current !== undefined && isOf(current, last, one)) return current;
    const isOurs = current?.work.state === 'settling' && current.work.until <= until;
    if (current === undefined || !isOurs) {
      await tellOnce(ports, facts, audit);
      return undefined;
    }
    last = settledNext(current, ports.clock.now());
    try {
      if ((await ports.commit({ holdings: [last], audit })) === 'committed') return last;
    } catch (error) {
      // It may have been written all the same.
      if (!(error instanceof PlatformFailure)) throw error;
    }
  }
  await tellOnce(ports, facts, audit);
  return undefined;
}

/** Whether what was tried to be written is there, or was before somebody else wrote: whoever ends a pass says when. */
function isOf(current: Holding | undefined, tried: Holding | undefined, { holding }: Taken) {
  if (current === undefined || tried === undefined) return false;
  const isTold = tried.turnedAt !== holding.turnedAt && current.turnedAt === tried.turnedAt;
  return isTold && current.revision >= tried.revision;
}

function settledNext(current: Holding, at: Instant): Holding {
  const work = { state: 'settling', until: at, sent: false, tries: 0 } as const;
  const { grants } = current;
  return changed(current, current, { grants, ended: [], work, told: undefined, turnedAt: at })
    .holding;
}

async function tellOnce(
  ports: EndOntoPorts,
  facts: readonly FactOfRequest[],
  audit: ReturnType<typeof recordsOf>,
): Promise<void> {
  // A conflict says that it is told.
  if (facts.length > 0) await ports.commit({ audit });
}
