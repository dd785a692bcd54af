import { subjectKey } from '#domain/action/subject';
import { keptWords } from '#domain/effects/fail-step';
import { isMissing } from '#domain/ends/judge-pass';
import { type StuckCause, waitsForSite } from '#domain/grant/stuck-cause';
import { type Holding, holdingId, wantedOf } from '#domain/holding/holding';
import { beginPass, dueAtOf, endPass, type Found, triesOf } from '#domain/holding/pass';
import { type Instant, SECOND } from '#domain/lib/time';
import { mattersWhoIsLeft } from '#domain/plan/keep-admins';
import type { GivenToGroup } from '#ports/group-approvals';
import { LONGEST_CALL } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { type Allowance, allowanceUntil } from '../effects/allowance';
import { type Held, removeAdminAlone } from '../effects/remove-alone';
import type { EffectOutcome } from '../effects/send-effect';
import { noteGivenBack, noteGivingBack } from '../giving/note-for-groups';
import { noteRefused } from '../holding/note-refused';
import { promiseTries } from '../holding/promise-ends';
import { type NotWritten, writeHoldings } from '../holding/write-holdings';
import type { MayGoOn } from '../lock/hold-alone';
import { causeOf } from './cause-of';
import { endOnto } from './end-onto';
import { type Looked, lookInPass, type Taken } from './look-in-pass';
import { effectFacts, type Outcome } from './pass-outcome';
import { promiseNotices } from './promise-notices';
import { sendEnd } from './send-end';
import type { PassPorts } from './settle-ports';
import { whenStoreTakes } from './when-store-takes';

export interface Settled {
  /** How many have come to rest. */
  readonly settled: number;
  /** Some could not be looked at in the time there was. */
  readonly left: boolean;
  /** That was as the pass was over: a longer one would have had the time. */
  readonly ranOut: boolean;
  /** The site as a whole did not work. */
  readonly siteFailed: StuckCause | undefined;
  /** Something that had waited for the site has come to rest. */
  readonly recovered: boolean;
}

export const NOTHING: Settled = {
  settled: 0,
  left: false,
  ranOut: false,
  siteFailed: undefined,
  recovered: false,
};

/** Why an effect failed. */
type Refusal = Extract<EffectOutcome, { outcome: 'failed' }>['reason'] | 'credentialRejected';

const KEPT_BY_THE_DEAD = 45 * SECOND;
/** A pass that is left with so much has the time to wait for that, and to look and send then. */
const LONG = 2 * KEPT_BY_THE_DEAD;

/** So often it goes over what others wrote meanwhile; after that, the next look does. */
const TIMES = 3;

interface Begun {
  readonly taken: readonly Taken[];
  readonly notTaken: readonly Holding[];
}

/** One pass over holdings of one entitlement: it looks, sends, and writes what came of it. */
export class Pass {
  private settled = 0;
  private left = false;
  private ranOut = false;
  private siteFailed: StuckCause | undefined;
  private recovered = false;
  /** What groups may be given back this time, by their ids. */
  private readonly giving = new Map<string, GivenToGroup>();

  constructor(
    private readonly ports: PassPorts,
    private readonly allowance: Allowance,
    private readonly until: Instant,
  ) {}

  /** What is sent at the last moment may still be under way. */
  private get noteUntil(): Instant {
    return this.until + LONGEST_CALL;
  }

  async take(due: readonly Holding[]): Promise<Settled> {
    let again = due;
    for (let time = 0; again.length > 0 && time < TIMES; time += 1) {
      again = await this.goOver(again);
    }
    if (again.length > 0) this.left = true;
    const { settled, left, ranOut, siteFailed, recovered } = this;
    return { settled, left, ranOut, siteFailed, recovered };
  }

  /** Answers those that somebody else has written meanwhile, and are to be looked at once more. */
  private async goOver(due: readonly Holding[]): Promise<readonly Holding[]> {
    const { taken, notTaken } = await this.begin(due);
    const again = taken.length === 0 ? [] : await this.carryOut(taken);
    return [...again, ...(await this.stillDue(notTaken))];
  }

  private async carryOut(taken: readonly Taken[]): Promise<readonly Holding[]> {
    const outcomes = await this.findOut(taken);
    await this.noteGiven(taken, outcomes);
    return this.end(taken, outcomes);
  }

  /** Taken are those that nobody else has written since they were read. */
  private async begin(due: readonly Holding[]): Promise<Begun> {
    const at = this.ports.clock.now();
    const taken = due.map((before): Taken => {
      const wanted = wantedOf(before, at);
      const holding = beginPass(before, wanted === 'notHeld', at, this.until);
      return { before, holding, wanted };
    });
    const notWritten = await writeHoldings(
      this.ports,
      taken.map(({ holding }) => ({ holding, facts: [] })),
    );
    await noteRefused(this.ports, notWritten.refused);
    const ids = idsOf(notWritten);
    const { conflicts, busy } = notWritten;
    return {
      taken: taken.filter(({ holding }) => !ids.has(holdingId(holding))),
      notTaken: [...conflicts, ...busy].map(({ holding }) => holding),
    };
  }

  /** Who wrote them since may have changed a name alone: they are as due as they were, unless they say otherwise by now. */
  private async stillDue(notTaken: readonly Holding[]): Promise<readonly Holding[]> {
    if (notTaken.length === 0) return [];
    const { found } = await this.ports.holdings.getMany(notTaken);
    const now = this.ports.clock.now();
    return [...found.values()].filter((one) => (dueAtOf(one) ?? Number.POSITIVE_INFINITY) <= now);
  }

  private async findOut(taken: readonly Taken[]): Promise<readonly Outcome[]> {
    const [first] = taken;
    if (first === undefined) return [];
    const looked = await this.look(taken, first);
    if ('found' in looked) return taken.map(() => looked);
    if (!mattersWhoIsLeft(first.holding.entitlement, looked.live)) {
      return this.send(taken, looked, this.allowance);
    }
    let isAlone = false;
    try {
      const send = async (until: Instant, mayGoOn: MayGoOn) => {
        isAlone = true;
        const now = await this.look(taken, first);
        return 'found' in now
          ? taken.map(() => now)
          : this.send(taken, now, allowanceUntil(this.allowance, until, mayGoOn));
      };
      return await removeAdminAlone(this.ports, send, this.asPass());
    } catch (error) {
      if (isAlone || !(error instanceof SiteFailure)) throw error;
      this.left = true;
      // A longer one waits for longer, and goes on at once.
      this.ranOut = true;
      return taken.map(() => AGAIN);
    }
  }

  /** No longer than the pass; a long one waits for as long as a short one keeps it whose worker has died. */
  private asPass(): Held {
    const left = this.allowance.deadline - this.ports.clock.now();
    return {
      notAfter: this.until,
      order: 'first',
      ...(left < LONG ? {} : { waitsFor: KEPT_BY_THE_DEAD }),
    };
  }

  private async look(taken: readonly Taken[], first: Taken): Promise<Looked | Outcome> {
    try {
      return await lookInPass(this.ports, taken, first, (given) => this.noteGiving(given));
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      return { found: this.failedBy(error) };
    }
  }

  private async noteGiving(given: GivenToGroup): Promise<void> {
    if (this.giving.has(given.groupId)) return;
    await noteGivingBack(this.ports, given, this.noteUntil);
    this.giving.set(given.groupId, given);
  }

  private async noteGiven(taken: readonly Taken[], outcomes: readonly Outcome[]): Promise<void> {
    for (const [place, { holding }] of taken.entries()) {
      const { subject } = holding;
      const given = subject.kind === 'group' ? this.giving.get(subject.groupId) : undefined;
      const outcome = outcomes[place];
      if (given === undefined || outcome === undefined) continue;
      const isHeld = outcome.found.found === 'held';
      const wasGiven = outcome.mayHaveBeenDone === true && !isHeld ? undefined : isHeld;
      await noteGivenBack(this.ports, given, this.noteUntil, wasGiven);
    }
    this.giving.clear();
  }

  private async send(
    taken: readonly Taken[],
    looked: Looked,
    allowance: Allowance,
  ): Promise<readonly Outcome[]> {
    const sent = new Map([
      ...(await sendEnd(this.ports, allowance, 'remove', taken, looked)),
      ...(await sendEnd(this.ports, allowance, 'add', taken, looked)),
    ]);
    const { toDo } = looked;
    const outcomes = taken.map((one, place): Outcome => {
      const what = toDo[place] ?? { found: 'again' };
      if (what.found === 'toRemove' || what.found === 'toAdd') {
        return this.outcomeOf(one, what.found, sent.get(subjectKey(one.holding.subject)));
      }
      // Begun by a pass that did not live to say so, and gone now: that pass has removed it.
      const { work } = one.before;
      const wasSent = work.state === 'settling' && work.sent;
      const isRemoved = wasSent && what.found === 'notHeld' && one.wanted === 'notHeld';
      return { found: what, ...(isRemoved ? { effect: { outcome: 'applied' } } : {}) };
    });
    return outcomes.map((outcome, place) => withMissing(taken[place], looked, outcome));
  }

  private outcomeOf(
    { before }: Taken,
    did: 'toRemove' | 'toAdd',
    outcome: EffectOutcome | undefined,
  ): Outcome {
    if (outcome === undefined) return this.notReached();
    const lost = outcome.sent === undefined ? {} : ({ mayHaveBeenDone: true } as const);
    if (outcome.outcome === 'notReached') return { ...this.notReached(), ...lost };
    const found = { found: did === 'toRemove' ? 'notHeld' : 'held' } as const;
    switch (outcome.outcome) {
      case 'applied':
      case 'unchanged':
        return { found, effect: { outcome: outcome.outcome }, ...lost };
      case 'unproved':
      // Of accounts alone, which no holding is about.
      case 'foundAndGiven':
        // It is so after, whoever brought it about.
        return { found, effect: { outcome: 'applied', unproved: true } };
      case 'credentialRejected':
        return { ...this.couldNot(before, outcome.outcome, outcome.message), ...lost };
      case 'failed':
        return { ...this.couldNot(before, outcome.reason, outcome.message), ...lost };
    }
  }

  private notReached(): Outcome {
    this.left = true;
    this.ranOut = true;
    return { found: { found: 'again' } };
  }

  /** The first failure is an event; the tries after it are told as overdue access, day by day. */
  private couldNot(before: Holding, reason: Refusal, message: string): Outcome {
    const cause = reason === 'unconfirmed' ? 'siteUnavailable' : reason;
    if (cause !== 'siteRefused') this.siteFailed = cause;
    const siteMessage = keptWords(message);
    return {
      found: { found: 'stuck', cause, siteMessage },
      ...(triesOf(before) === 0 ? { effect: { outcome: 'failed', reason, siteMessage } } : {}),
    };
  }

  private failedBy({ code, message }: SiteFailure): Found {
    if (code === 'callsUsedUp' || code === 'othersFirst') {
      this.left = true;
      return { found: 'again' };
    }
    const cause = causeOf(code);
    if (cause !== 'siteRefused') this.siteFailed = cause;
    return { found: 'stuck', cause, siteMessage: keptWords(message) };
  }

  private async end(
    taken: readonly Taken[],
    outcomes: readonly Outcome[],
  ): Promise<readonly Holding[]> {
    const at = this.ports.clock.now();
    const again: Holding[] = [];
    const found = taken.map(({ holding }, place) => {
      const end = endPass(holding, (outcomes[place] ?? AGAIN).found, at);
      const facts = [...effectFacts(taken[place], outcomes[place]), ...end.facts];
      return { holding: end.holding, facts, notice: end.notice };
    });
    const ends = await promiseNotices(this.ports, found);
    // What was sent is written down, however late: it would else be looked at once more, as if its worker had died.
    const notWritten = await whenStoreTakes(this.ports, () => writeHoldings(this.ports, ends));
    await noteRefused(this.ports, notWritten.refused);
    await promiseTries(
      this.ports,
      ends.map(({ holding }) => holding),
    );
    const ids = idsOf(notWritten);
    const refused = idsOf({ ...notWritten, conflicts: [] });
    for (const [place, end] of ends.entries()) {
      const [one, outcome] = [taken[place], outcomes[place]];
      if (one === undefined || outcome === undefined) continue;
      // Its pass is over by itself, and the next look finds what this one did.
      if (refused.has(holdingId(end.holding))) continue;
      if (!ids.has(holdingId(end.holding))) {
        this.noteWritten(one, outcome, end.holding, again);
        continue;
      }
      const tried = end.holding;
      const left = await endOnto(this.ports, { one, outcome, tried, until: this.until });
      if (left === 'written') this.noteWritten(one, outcome, tried, again);
      else if (left !== undefined) again.push(left);
    }
    return again;
  }

  private noteWritten(one: Taken, outcome: Outcome, after: Holding, again: Holding[]): void {
    this.recovered ||= hasRecovered(one.before, after);
    if (after.work.state !== 'settling') this.settled += 1;
    else if (outcome.found.found !== 'again') again.push(after);
  }
}

/**
 * What could not be given back is not there, unless a call that nobody answered may have given it: the next look tells,
 * and where that shows that it is still missing, it is told, whatever becomes of one more call.
 */
function withMissing(one: Taken | undefined, { live }: Looked, outcome: Outcome): Outcome {
  const { found, mayHaveBeenDone } = outcome;
  if (one === undefined || found.found !== 'stuck') return outcome;
  if (mayHaveBeenDone === true && triesOf(one.before) === 0) return outcome;
  if (one.wanted !== 'held' || !isMissing(one.holding, live)) return outcome;
  return { ...outcome, found: { ...found, missing: true } };
}

/** Waited for the site, and waits for nothing any more. */
function hasRecovered({ work: before }: Holding, { work: after }: Holding): boolean {
  const waited = before.state === 'stuck' && waitsForSite(before.cause);
  return waited && after.state !== 'stuck' && after.state !== 'settling';
}

/** Those that were not written, whyever. */
function idsOf({ conflicts, refused, busy }: NotWritten): ReadonlySet<string> {
  return new Set([...conflicts, ...refused, ...busy].map(({ holding }) => holdingId(holding)));
}

const AGAIN: Outcome = { found: { found: 'again' } };
