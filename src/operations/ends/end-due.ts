import { entitlementKey } from '#domain/action/entitlement';
import { type Company, type Lane, lanesOf, nextLane } from '#domain/ends/lanes-of';
import { type StuckCause, waitsForSite } from '#domain/grant/stuck-cause';
import { type Holding, holdingId } from '#domain/holding/holding';
import { LONGEST_PAUSE } from '#domain/holding/pass';
import { type Instant, SECOND } from '#domain/lib/time';
import type { DueState } from '#ports/holding-store';
import { PlatformFailure } from '#ports/platform-failure';
import { type Allowance, isUsedUp } from '../effects/allowance';
import type { Settled } from './pass';
import { markHoldingsStuck, settleHoldings } from './settle-holdings';
import type { SettlePorts } from './settle-ports';
import { siteAnswers } from './site-answers';
import { ASKED_AGAIN, isUpToItsLimit, whenStoreTakes } from './when-store-takes';

export interface EndedDue {
  readonly settled: number;
  /** Of some of it a pass of somebody else is under way, or it could not be looked at. */
  readonly left: boolean;
  /** There were not enough calls or time for all of it: more can be done at once, in another run. */
  readonly more: boolean;
  /** Something that had waited for the site came to rest: it answers again. */
  readonly recovered: boolean;
}

export interface EndDueWork {
  /** What waits for the site is tried as well, whatever its pause. */
  readonly woken: boolean;
  readonly allowance: Allowance;
  /** Called as soon as there are not enough calls for the rest: it does not wait for what still goes on here. */
  readonly handOn: () => Promise<void>;
  /** Called where something was left that can be done soon, and others go on here. */
  readonly lookAgain: () => Promise<void>;
}

/** The longest due that one look finds: twenty times the store's page, and more than one run can end. */
const CANDIDATES = 2_000;
/** And what has come due last, where there are more: it is in every look, whatever is before it. */
const LAST_DUE = 500;
/** Where nothing of less is meant: more than a site takes in minutes. */
const LOOKED_AT_MOST = 32_000;
/** And short terms and small requests, wherever they stand among the others: they end first. */
const LIGHT_DUE = 500;
/** Of the calls that are left: the rest is for looking who holds it. */
const FOR_REMOVALS = 0.8;
const PASSES_AT_ONCE = 6;
/**
 * What takes longer makes room for others: mostly it waits for a site that does not answer about one group or role,
 * and what is due of all others is not to wait for that.
 */
const MAKES_ROOM_AFTER = 5 * SECOND;
/** With those that take long. */
const PASSES_AT_MOST = 60;
/** After so many passes in a row that failed, the site itself is looked at: if it is down, the others need not try. */
const LOOKED_AT_AFTER = 3;

/**
 * Ends what is due, each entitlement by itself: what can't be ended moves out of the way of the others.
 * Candidates are found by a query, which may be behind; each is written on the revision it was found at.
 */
export async function endDue(ports: SettlePorts, work: EndDueWork): Promise<EndedDue> {
  const { woken, allowance } = work;
  const seen = new Set<string>();
  let settled = 0;
  let left = false;
  let more = false;
  let recovered = false;
  for (;;) {
    const found = await whenStoreTakes(ports, () => findDue(ports, seen, woken));
    if (found.length === 0) return { settled, left, more, recovered };
    const passes = new Passes(ports, work);
    await passes.run(lanesOf(found));
    settled += passes.settled;
    left ||= passes.left;
    more ||= passes.more;
    recovered ||= passes.recovered;
    if (more || isUsedUp(allowance, ports.clock)) return { settled, left, more: true, recovered };
    if (!passes.storeIsFull) continue;
    for (const one of found) if (!passes.taken.has(holdingId(one))) seen.delete(holdingId(one));
    await ports.clock.sleep(ASKED_AGAIN);
  }
}

/**
 * What is heavy, and neither the longest nor the last due, is found once the longest due are done. Where none of a look is
 * meant, as it waits for something else than the site, what is behind it may be.
 */
async function findDue(ports: SettlePorts, seen: Set<string>, woken: boolean): Promise<Holding[]> {
  const now = ports.clock.now();
  for (let limit = CANDIDATES + seen.size; ; limit *= 2) {
    const { looked, isAll } = await lookForDue(ports, woken, now, limit);
    const found = new Map<string, Holding>();
    for (const one of looked.flatMap((each) => dueNow(each, now))) {
      const id = holdingId(one);
      if (!seen.has(id)) found.set(id, one);
    }
    for (const id of found.keys()) seen.add(id);
    if (found.size > 0 || isAll || limit >= LOOKED_AT_MOST) return [...found.values()];
  }
}

async function lookForDue(
  { holdings }: SettlePorts,
  woken: boolean,
  now: Instant,
  limit: number,
): Promise<{ readonly looked: readonly Holding[]; readonly isAll: boolean }> {
  let isAll = true;
  const look = async (state: DueState, until: Instant) => {
    const longest = await holdings.due(state, until, limit);
    // Those that can't be read are missing from what is answered: a full look may seem a little short.
    if (longest.length + LAST_DUE < limit) return longest;
    isAll = false;
    const light = await holdings.lightDue(state, until, limit - CANDIDATES + LIGHT_DUE);
    return [...longest, ...light, ...(await holdings.lastDue(state, until, LAST_DUE))];
  };
  const looked = [
    ...(await look('settling', now)),
    ...(await look('runs', now)),
    ...(await look('stuck', woken ? now + LONGEST_PAUSE : now)),
  ];
  return { looked, isAll };
}

/** One that is found before its next try has only waited for the site or its connection, or is not meant. */
function dueNow(holding: Holding, now: Instant): Holding[] {
  const { work } = holding;
  if (work.state !== 'stuck' || work.nextTryAt <= now) return [holding];
  return waitsForSite(work.cause) ? [{ ...holding, work: { ...work, nextTryAt: now } }] : [];
}

/** What the passes have learned of one site. */
interface SiteOfPasses {
  /** Passes in a row that failed. */
  failures: number;
  /** It does not answer: why what is due there is stuck. */
  down: StuckCause | undefined;
}

/** Several passes at once, of different entitlements: those of the same wait for each other. */
class Passes {
  settled = 0;
  left = false;
  more = false;
  recovered = false;
  /**
   * The store has taken as much as it takes in a minute: nothing more is begun, as it would come to nothing, one after
   * another, and the first of them be the last to have another turn.
   */
  storeIsFull = false;
  /** What a pass was made over; the rest is found again, with what has come due meanwhile in its place among it. */
  readonly taken = new Set<string>();
  private readonly sites = new Map<string, SiteOfPasses>();
  private hasJustLeft = false;

  constructor(
    private readonly ports: SettlePorts,
    private readonly work: EndDueWork,
  ) {}

  async run(lanes: readonly Lane[]): Promise<void> {
    const { clock } = this.ports;
    let waiting = lanes;
    const underWay = new Map<Promise<void>, { readonly begun: Instant; readonly of: Company }>();
    const start = () => {
      const at = clock.now();
      const quick = () =>
        [...underWay.values()].filter(({ begun }) => begun + MAKES_ROOM_AFTER > at).length;
      while (!this.storeIsFull && quick() < PASSES_AT_ONCE && underWay.size < PASSES_AT_MOST) {
        const beside = [...underWay.values()].map(({ of }) => of);
        const lane = nextLane(waiting, beside);
        if (lane === undefined) return;
        waiting = waiting.filter((one) => one !== lane);
        const taking = this.takeAll(lane).finally(() => underWay.delete(taking));
        underWay.set(taking, { begun: at, of: lane.company });
      }
    };
    start();
    let room: Promise<void> | undefined;
    while (underWay.size > 0) {
      // Nobody waits for room where nothing is left to begin.
      if (waiting.length > 0 && !this.storeIsFull) {
        room ??= clock.sleep(MAKES_ROOM_AFTER).then(() => {
          room = undefined;
        });
      }
      await Promise.race([...underWay.keys(), ...(room === undefined ? [] : [room])]);
      start();
      if (this.hasJustLeft && underWay.size > 0) await this.work.lookAgain();
      this.hasJustLeft = false;
    }
  }

  private async takeAll({ passes }: Lane): Promise<void> {
    for (const pass of passes) if (!this.storeIsFull) await this.take(pass);
  }

  private async take(all: readonly Holding[]): Promise<void> {
    const { allowance } = this.work;
    const fits = Math.floor(allowance.calls * FOR_REMOVALS);
    const pass = all.slice(0, Math.max(0, fits));
    const [first] = pass;
    const isLast = first === undefined || isUsedUp(allowance, this.ports.clock);
    try {
      if (isLast || pass.length < all.length) {
        this.more = true;
        await this.work.handOn();
      }
      if (isLast) return;
      const { connectionId } = first;
      const down = this.sites.get(connectionId)?.down;
      await this.note(
        connectionId,
        down === undefined
          ? await settleHoldings(this.ports, pass, allowance)
          : await markHoldingsStuck(this.ports, pass, down),
      );
      this.noteTaken(pass);
    } catch (error) {
      if (isUpToItsLimit(error)) {
        this.storeIsFull = true;
        return;
      }
      this.noteTaken(pass);
      // One entitlement that fails must not keep the others; its pass is over by itself.
      this.leave(error instanceof PlatformFailure && error.retryable);
      this.ports.log.error('Access that is due could not be ended', {
        entitlement: first === undefined ? 'none' : entitlementKey(first.entitlement),
        reason: error instanceof Error ? error.message : 'unknown',
      });
    }
  }

  private noteTaken(pass: readonly Holding[]): void {
    for (const one of pass) this.taken.add(holdingId(one));
  }

  private leave(isSome: boolean): void {
    this.left ||= isSome;
    this.hasJustLeft ||= isSome;
  }

  private async note(
    connectionId: string,
    { settled, left, siteFailed, recovered }: Settled,
  ): Promise<void> {
    this.settled += settled;
    this.leave(left);
    this.recovered ||= recovered;
    const site = this.sites.get(connectionId) ?? { failures: 0, down: undefined };
    this.sites.set(connectionId, site);
    if (siteFailed === undefined) {
      if (settled > 0) site.failures = 0;
      return;
    }
    site.failures += 1;
    if (site.failures < LOOKED_AT_AFTER) return;
    site.failures = 0;
    if (!(await siteAnswers(this.ports.siteOf(connectionId)))) site.down = siteFailed;
  }
}
