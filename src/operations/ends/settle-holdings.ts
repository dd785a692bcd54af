import { entitlementKey } from '#domain/action/entitlement';
import type { StuckCause } from '#domain/grant/stuck-cause';
import { type Holding, holdingId } from '#domain/holding/holding';
import { dueAtOf, endPass, LONGEST_PASS, lengthOfPass } from '#domain/holding/pass';
import { type Instant, SECOND } from '#domain/lib/time';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { UnreadableRecord } from '#ports/unreadable-record';
import { findConnection } from '../connection/find-connection';
import { onSite } from '../connection/on-site';
import { type Allowance, allowanceUntil, isUsedUp } from '../effects/allowance';
import { removeAlone } from '../effects/remove-alone';
import { noteRefused } from '../holding/note-refused';
import { promiseTries } from '../holding/promise-ends';
import { writeHoldings } from '../holding/write-holdings';
import { nameOf } from '../sweep/each-alone';
import { NOTHING, Pass, type Settled } from './pass';
import { promiseNotices } from './promise-notices';
import type { SettlePorts } from './settle-ports';

/**
 * Brings the site and these holdings of one entitlement together, in turns with whoever else writes
 * them: takes what has ended away, and gives back what is in force and gone. What can't be done is
 * written down with its cause, and tried again later. Throws only where the store did not answer for now.
 */
export async function settleHoldings(
  ports: SettlePorts,
  candidates: readonly Holding[],
  allowance: Allowance,
  apart: Apart = { passes: PASSES_APART },
): Promise<Settled> {
  const heldFor = lengthOfPass(candidates);
  const settled = await makePass(ports, candidates, allowance, apart, heldFor);
  const isLast = heldFor === LONGEST_PASS || isUsedUp(allowance, ports.clock);
  if (!settled.ranOut || isLast) return settled;
  // The site takes its time, or asks for it.
  const { found } = await ports.holdings.getMany(candidates);
  return both(settled, await makePass(ports, [...found.values()], allowance, apart, LONGEST_PASS));
}

/** As long as whoever removes from the same needs to look at a site that takes its time, and to make room. */
const WAITS_FOR_ROOM = 20 * SECOND;

async function makePass(
  ports: SettlePorts,
  candidates: readonly Holding[],
  allowance: Allowance,
  apart: Apart,
  heldFor: number,
): Promise<Settled> {
  const now = ports.clock.now();
  const due = candidates.filter((one) => (dueAtOf(one) ?? Number.POSITIVE_INFINITY) <= now);
  const [first] = due;
  if (first === undefined) return NOTHING;
  let taken: Instant | undefined;
  try {
    const connection = await findConnection(ports.connections, first.connectionId);
    if (!connection.ok) {
      const cause = connection.error === 'none' ? 'notConnected' : 'otherSite';
      return await markHoldingsStuck(ports, due, cause);
    }
    const there = onSite(ports, first.connectionId);
    const take = (until: Instant) => {
      taken = until;
      const own = allowanceUntil(allowance, until);
      return new Pass(there, own, until).take(due);
    };
    return await removeAlone(ports, first.entitlement, take, {
      heldFor,
      order: 'first',
      waitsFor: WAITS_FOR_ROOM,
    });
  } catch (error) {
    // Others are being removed from the same: theirs first.
    if (taken === undefined && error instanceof SiteFailure) return { ...NOTHING, left: true };
    if (error instanceof PlatformFailure && error.retryable) throw error;
    noteFault(ports, first, error);
    const cause = error instanceof UnreadableRecord ? 'recordUnreadable' : 'appFault';
    if (taken === undefined) return markHoldingsStuck(ports, due, cause);
    const left = await leftOfPass(ports, due, taken);
    const isOne = left.length === 1 || apart.passes <= 0 || isUsedUp(allowance, ports.clock);
    if (isOne) return markHoldingsStuck(ports, left, cause);
    return settleApart(ports, left, allowance, apart);
  }
}

/** So many more passes look for those in one that have a fault: it could be all of thousands. */
const PASSES_APART = 40;

interface Apart {
  passes: number;
}

/** What has a fault keeps none of the others of its pass: they are halved until it is alone. */
async function settleApart(
  ports: SettlePorts,
  holdings: readonly Holding[],
  allowance: Allowance,
  apart: Apart,
): Promise<Settled> {
  const middle = Math.ceil(holdings.length / 2);
  let all = NOTHING;
  for (const half of [holdings.slice(0, middle), holdings.slice(middle)]) {
    apart.passes -= 1;
    const one = await settleHoldings(ports, half, allowance, apart);
    all = { ...both(all, one), left: all.left || one.left, ranOut: all.ranOut || one.ranOut };
  }
  return all;
}

/** What was left by the first is the second's to say. */
function both(first: Settled, second: Settled): Settled {
  return {
    settled: first.settled + second.settled,
    left: second.left,
    ranOut: second.ranOut,
    siteFailed: second.siteFailed ?? first.siteFailed,
    recovered: first.recovered || second.recovered,
  };
}

/** As they are by now, where the pass that failed still has them: it is over. */
async function leftOfPass(
  { holdings, clock }: SettlePorts,
  due: readonly Holding[],
  until: Instant,
): Promise<readonly Holding[]> {
  const at = clock.now();
  const { found } = await holdings.getMany(due);
  const revisions = new Map(due.map((one) => [holdingId(one), one.revision]));
  return [...found.values()].flatMap((one) => {
    const { work } = one;
    if (work.state === 'settling' && work.until === until) {
      return { ...one, work: { ...work, until: at } };
    }
    return one.revision === revisions.get(holdingId(one)) ? one : [];
  });
}

function noteFault({ log }: SettlePorts, { entitlement }: Holding, error: unknown): void {
  log.error('Access that is due could not be ended', {
    entitlement: entitlementKey(entitlement),
    name: nameOf(error),
    reason: error instanceof Error ? error.message : 'unknown',
  });
}

/** Writes of all of them that they could not be ended, without a look at the site. */
export async function markHoldingsStuck(
  ports: SettlePorts,
  due: readonly Holding[],
  cause: StuckCause,
): Promise<Settled> {
  const at = ports.clock.now();
  const stuck = due.map((holding) => endPass(holding, { found: 'stuck', cause }, at));
  const ends = await promiseNotices(ports, stuck);
  const { refused } = await writeHoldings(ports, ends);
  await noteRefused(ports, refused);
  await promiseTries(
    ports,
    ends.map(({ holding }) => holding),
  );
  return NOTHING;
}
