import { actionKind } from '#domain/action/action';
import { accountIdsOf, subjectKey } from '#domain/action/subject';
import { keptWords } from '#domain/effects/fail-step';
import { judgeGivingBack } from '#domain/ends/judge-giving-back';
import { judgeTurn, type ToDo } from '#domain/ends/judge-turn';
import { type StuckCause, waitsForSite } from '#domain/grant/stuck-cause';
import { changed, type FactOfRequest } from '#domain/holding/change-holding';
import {
  type Holding,
  holdingId,
  lastingGrant,
  type Wanted,
  wantedOf,
} from '#domain/holding/holding';
import { beginTurn, endTurn, type Found, triesOf } from '#domain/holding/turn';
import type { Instant } from '#domain/lib/time';
import { mattersWhoIsLeft } from '#domain/plan/keep-admins';
import type { LiveState } from '#domain/plan/live-state';
import type { ConnectionStore } from '#ports/connection-store';
import type { GroupApprovals } from '#ports/group-approvals';
import type { Log } from '#ports/log';
import type { PolicyStore } from '#ports/policy-store';
import type { Site, Sites } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { ifUnreadable } from '#ports/unreadable-record';
import { type Allowance, watchedAllowance } from '../effects/allowance';
import type { SendChangePorts } from '../effects/effect-for';
import { isUnchanged, type JudgedOn, protectionIn } from '../effects/is-unchanged';
import { AT_ONCE, sendChange } from '../effects/send-change';
import type { EffectOutcome } from '../effects/send-effect';
import { Watch } from '../effects/watch';
import type { ChangeHoldingsPorts } from '../holding/change-holdings';
import { noteRefused } from '../holding/note-refused';
import { promiseTries } from '../holding/promise-ends';
import { type NotWritten, recordsOf, writeHoldings } from '../holding/write-holdings';
import type { LockPorts } from '../lock/hold-alone';
import { type LivePorts, readLiveState } from '../plan/read-live-state';
import { noticesOf, type PromiseNoticesPorts, promiseNotices } from './promise-notices';

export interface SettlePorts
  extends Omit<LivePorts & SendChangePorts, keyof Site>,
    Sites,
    LockPorts,
    ChangeHoldingsPorts,
    PromiseNoticesPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly groupApprovals: GroupApprovals;
  readonly log: Log;
}

export interface Settled {
  /** How many have come to rest. */
  readonly settled: number;
  /** Some could not be looked at in the time there was. */
  readonly left: boolean;
  /** The site as a whole did not work. */
  readonly siteFailed: StuckCause | undefined;
  /** Something that had waited for the site has come to rest. */
  readonly recovered: boolean;
}

export const NOTHING: Settled = {
  settled: 0,
  left: false,
  siteFailed: undefined,
  recovered: false,
};

/** What was found of one holding, and what the audit is to say of the effect that brought it about. */
interface Outcome {
  readonly found: Found;
  readonly effect?: Pick<
    Extract<FactOfRequest['fact'], { kind: 'effect' }>,
    'outcome' | 'reason' | 'siteMessage' | 'unproved'
  >;
}

/** Why an effect failed. */
type Refusal = Extract<EffectOutcome, { outcome: 'failed' }>['reason'] | 'credentialRejected';

interface Taken {
  /** As it was found. */
  readonly before: Holding;
  readonly holding: Holding;
  readonly wanted: Wanted;
}

/** So often what others wrote meanwhile is looked at again at once; after that, by the next look. */
const ROUNDS = 3;

/** What is to be done of each, and what that stands on. */
interface Looked {
  readonly toDo: readonly ToDo[];
  readonly live: LiveState;
  /** When the look began. */
  readonly lookedAt: Instant;
  /** Where something is to be given back. */
  readonly givenOn?: JudgedOn;
}

/** One turn on holdings of one entitlement: it looks, sends, and writes what came of it. */
export class Turn {
  private settled = 0;
  private left = false;
  private siteFailed: StuckCause | undefined;
  private recovered = false;

  constructor(
    private readonly ports: SettlePorts & Site,
    private readonly allowance: Allowance,
    private readonly until: Instant,
  ) {}

  async take(due: readonly Holding[]): Promise<Settled> {
    let again = due;
    for (let round = 0; again.length > 0 && round < ROUNDS; round += 1) {
      again = await this.round(again);
    }
    if (again.length > 0) this.left = true;
    const { settled, left, siteFailed, recovered } = this;
    return { settled, left, siteFailed, recovered };
  }

  /** Answers those that somebody else has written meanwhile, and are to be looked at once more. */
  private async round(due: readonly Holding[]): Promise<readonly Holding[]> {
    const taken = await this.begin(due);
    if (taken.length === 0) return [];
    const outcomes = await this.findOut(taken);
    return this.end(taken, outcomes);
  }

  /** Those that nobody else has written since they were read. */
  private async begin(due: readonly Holding[]): Promise<readonly Taken[]> {
    const at = this.ports.clock.now();
    const taken = due.map((before): Taken => {
      const wanted = wantedOf(before, at);
      const holding = beginTurn(before, wanted === 'notHeld', at, this.until);
      return { before, holding, wanted };
    });
    const notWritten = await writeHoldings(
      this.ports,
      taken.map(({ holding }) => ({ holding, facts: [] })),
    );
    await noteRefused(this.ports, notWritten.refused);
    const ids = idsOf(notWritten);
    return taken.filter(({ holding }) => !ids.has(holdingId(holding)));
  }

  private async findOut(taken: readonly Taken[]): Promise<readonly Outcome[]> {
    const [first] = taken;
    if (first === undefined) return [];
    let looked: Looked;
    try {
      looked = await this.look(taken, first);
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      const found = this.failedBy(error);
      return taken.map(() => ({ found }));
    }
    const sent = new Map([
      ...(await this.send('remove', taken, looked)),
      ...(await this.send('add', taken, looked)),
    ]);
    const { toDo } = looked;
    return taken.map((one, place): Outcome => {
      const what = toDo[place] ?? { found: 'again' };
      if (what.found === 'toRemove' || what.found === 'toAdd') {
        return this.outcomeOf(one, what.found, sent.get(subjectKey(one.holding.subject)));
      }
      // Begun by a turn that did not live to say so, and gone now: that turn has removed it.
      const { work } = one.before;
      const wasSent = work.state === 'settling' && work.sent;
      const isRemoved = wasSent && what.found === 'notHeld' && one.wanted === 'notHeld';
      return { found: what, ...(isRemoved ? { effect: { outcome: 'applied' } } : {}) };
    });
  }

  private async look(taken: readonly Taken[], first: Taken): Promise<Looked> {
    const lookedAt = this.ports.clock.now();
    const { entitlement, connectionId } = first.holding;
    const subjects = taken.map(({ holding }) => holding.subject);
    const change = {
      verb: 'remove',
      entitlement,
      subjects: subjects.map((_, place) => place),
    } as const;
    const live = await readLiveState(
      this.ports,
      connectionId,
      { subjects, changes: [change] },
      { afresh: true, proveGone: true, records: 'none' },
    );
    const toDo = judgeTurn(taken, live);
    if (!toDo.some(({ found }) => found === 'toAdd')) return { toDo, live, lookedAt };
    // Only what is given asks for them: an end needs none.
    const [policy, connection] = await Promise.all([
      ifUnreadable(this.ports.policies.inForce(connectionId), undefined),
      this.ports.connections.of(connectionId),
    ]);
    const at = this.ports.clock.now();
    const judged = await Promise.all(
      toDo.map(async (what, place) => {
        const one = taken[place];
        if (what.found !== 'toAdd' || one === undefined) return what;
        const hasApproved = await this.hasApprovedForGroup(one.holding);
        return judgeGivingBack(one.holding, { live, policy, hasApproved, at });
      }),
    );
    if (policy === undefined) return { toDo: judged, live, lookedAt };
    const group = protectionIn(live, entitlement);
    return { toDo: judged, live, lookedAt, givenOn: { connectionId, policy, connection, group } };
  }

  /** Whether they have approved what the group was given since they were to be in it. */
  private async hasApprovedForGroup(holding: Holding): Promise<boolean> {
    const { connectionId, entitlement, subject } = holding;
    const grant = lastingGrant(holding);
    if (entitlement.kind !== 'group' || grant === undefined) return false;
    const since = grant.approvedAt ?? grant.grantedAt;
    const ids = accountIdsOf([subject]);
    const { groupApprovals } = this.ports;
    return (
      (await groupApprovals.givenSince(connectionId, entitlement.groupId, ids, since)).size > 0
    );
  }

  private async send(
    verb: 'add' | 'remove',
    taken: readonly Taken[],
    looked: Looked,
  ): Promise<ReadonlyMap<string, EffectOutcome>> {
    const wanted = verb === 'add' ? 'toAdd' : 'toRemove';
    const meant = taken.filter((_, place) => looked.toDo[place]?.found === wanted);
    const [first] = meant;
    const outcomes = new Map<string, EffectOutcome>();
    if (first === undefined) return outcomes;
    const recipients = meant.map(({ holding, before: { work } }) => ({
      subject: holding.subject,
      // A turn before may have sent it.
      ...(work.state === 'settling' && work.sent
        ? { sent: { at: this.ports.clock.now(), missed: true } as const }
        : {}),
    }));
    const change = { verb, entitlement: first.holding.entitlement };
    const watch = this.watchOver(verb, first.holding, looked, recipients.length);
    const watched = watchedAllowance(this.allowance, watch);
    await sendChange(this.ports, change, recipients, watched, async (told) => {
      for (const [key, outcome] of told) outcomes.set(key, outcome);
    });
    return outcomes;
  }

  /**
   * To give back is to give, and is looked at as often. An end stands on its approval: what may change is
   * where it would go, and who would be left.
   */
  private watchOver(
    verb: 'add' | 'remove',
    { connectionId, entitlement }: Holding,
    { live, lookedAt, givenOn }: Looked,
    expected: number,
  ): Watch {
    const { clock } = this.ports;
    if (verb === 'add') {
      const isStillSo = async () => givenOn !== undefined && isUnchanged(this.ports, givenOn);
      return new Watch(clock, { lookedAt, expected, isStillSo });
    }
    return new Watch(clock, {
      lookedAt,
      expected,
      atOnce: AT_ONCE,
      isStillSo: async () => {
        if (mattersWhoIsLeft(entitlement, live)) return false;
        return (await this.ports.connections.of(connectionId)) !== undefined;
      },
    });
  }

  private outcomeOf(
    { before }: Taken,
    did: 'toRemove' | 'toAdd',
    outcome: EffectOutcome | undefined,
  ): Outcome {
    if (outcome === undefined || outcome.outcome === 'notReached') {
      this.left = true;
      return { found: { found: 'again' } };
    }
    const found = { found: did === 'toRemove' ? 'notHeld' : 'held' } as const;
    switch (outcome.outcome) {
      case 'applied':
      case 'unchanged':
        return { found, effect: { outcome: outcome.outcome } };
      case 'unproved':
      // Of accounts alone, which no holding is about.
      case 'foundAndGiven':
        // It is so after, whoever brought it about.
        return { found, effect: { outcome: 'applied', unproved: true } };
      case 'credentialRejected':
        return this.couldNot(before, outcome.outcome, outcome.message);
      case 'failed':
        return this.couldNot(before, outcome.reason, outcome.message);
    }
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
    if (code === 'callsUsedUp') {
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
    const ends = taken.map(({ holding }, place) => {
      const { found } = outcomes[place] ?? AGAIN;
      const end = endTurn(holding, found, at);
      const facts = [...effectFacts(taken[place], outcomes[place]), ...end.facts];
      return { holding: end.holding, facts, notice: end.notice };
    });
    await promiseNotices(this.ports, ends.flatMap(noticesOf));
    const notWritten = await writeHoldings(this.ports, ends);
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
      // Its turn is over by itself, and the next look finds what this one did.
      if (refused.has(holdingId(end.holding))) continue;
      if (!ids.has(holdingId(end.holding))) {
        this.recovered ||= hasRecovered(one.before, end.holding);
        if (end.holding.work.state !== 'settling') this.settled += 1;
        else if (outcome.found.found !== 'again') again.push(end.holding);
        continue;
      }
      const left = await this.endOnto(one, outcome);
      if (left !== undefined) again.push(left);
    }
    return again;
  }

  /**
   * Somebody gave, prolonged or revoked it meanwhile: what this turn did is in the audit, and the site is
   * looked at again for what the holding says by now. Undefined where another turn has taken it, or where
   * it can't be read any more.
   */
  private async endOnto(one: Taken, outcome: Outcome): Promise<Holding | undefined> {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const { found } = await this.ports.holdings.getMany([one.holding]);
      const current = found.get(holdingId(one.holding));
      const facts = effectFacts(one, outcome);
      const isOurs = current?.work.state === 'settling' && current.work.until <= this.until;
      if (current === undefined || !isOurs) {
        if (facts.length > 0) await this.ports.commit({ audit: recordsOf(this.ports, facts) });
        return undefined;
      }
      const at = this.ports.clock.now();
      const work = { state: 'settling', until: at, sent: false, tries: 0 } as const;
      const { grants } = current;
      const next = changed(current, current, {
        grants,
        ended: [],
        work,
        told: undefined,
        turnedAt: at,
      });
      const { conflicts } = await writeHoldings(this.ports, [{ holding: next.holding, facts }]);
      if (conflicts.length === 0) return next.holding;
    }
    return undefined;
  }
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

function effectFacts(taken: Taken | undefined, outcome: Outcome | undefined): FactOfRequest[] {
  if (taken === undefined || outcome?.effect === undefined) return [];
  const { entitlement, subject } = taken.holding;
  const of = lastingGrant(taken.holding) ?? taken.holding.ended.at(-1);
  if (of === undefined) return [];
  const verb = taken.wanted === 'held' ? 'add' : 'remove';
  const action = actionKind(verb, entitlement);
  return [{ of, fact: { kind: 'effect', action, subject, entitlement, ...outcome.effect } }];
}

function causeOf(code: SiteFailure['code']): StuckCause {
  switch (code) {
    case 'credentialRejected':
      return 'credentialRejected';
    case 'rateLimited':
      return 'rateLimited';
    case 'forbidden':
      return 'siteRefused';
    case 'otherSite':
      return 'otherSite';
    case 'siteUnavailable':
    case 'networkFailure':
    case 'unexpectedAnswer':
    case 'callsUsedUp':
      return 'siteUnavailable';
  }
}
