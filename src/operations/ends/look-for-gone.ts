import type { Ask, Change } from '#domain/action/ask';
import { entitlementKey } from '#domain/action/entitlement';
import { subjectKey } from '#domain/action/subject';
import { type Holding, latestEnd } from '#domain/holding/holding';
import { HOUR, type Instant, MINUTE } from '#domain/lib/time';
import type { LiveState } from '#domain/plan/live-state';
import type { ConnectionStore } from '#ports/connection-store';
import type { GoneSearch, GoneSearchProgress } from '#ports/gone-search';
import type { Log } from '#ports/log';
import { PlatformFailure } from '#ports/platform-failure';
import type { Site, Sites } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { onSite } from '../connection/on-site';
import { type Allowance, isUsedUp } from '../effects/allowance';
import type { ChangeHoldingsPorts } from '../holding/change-holdings';
import { endGoneHoldings } from '../holding/end-holdings';
import { whoHoldsAsFarAsKnown } from '../plan/prove-gone';
import { type LivePorts, readLiveState } from '../plan/read-live-state';
import { siteAnswers } from './site-answers';

export interface LookForGonePorts extends Omit<LivePorts, keyof Site>, Sites, ChangeHoldingsPorts {
  readonly connections: ConnectionStore;
  readonly goneSearch: GoneSearch;
  readonly log: Log;
}

/** A new round begins so long after the last one began: everything is looked at once a day at least. */
const ROUND_EVERY = 12 * HOUR;
/** Calls to the site that one sweep makes for it. */
const CALLS = 60;
/** Pages of the store that one sweep reads for it, also where nothing on them is asked of the site. */
const PAGES = 20;
/** What was given a moment ago the site may not show yet; what ends soon is looked at then. */
const NOT_YET = HOUR;
const SOON = 20 * MINUTE;

/**
 * Goes round what is in force for a time, a part in each sweep, and ends the grants of access that
 * somebody else has taken away: or its old end would take away what is given by hand since. What can't be
 * looked at, by itself, is looked at in the next round, and keeps nothing else from its turn.
 */
export async function lookForGone(ports: LookForGonePorts, allowance: Allowance): Promise<number> {
  const now = ports.clock.now();
  const connections = await ports.connections.all();
  let round = await ports.goneSearch.current();
  if (connections.length === 0) return 0;
  if (round === undefined || (round.isOver && !isOfLate(round, now))) {
    round = { beganAt: now, isOver: false };
  }
  const callsBefore = allowance.calls;
  let gone = 0;
  for (let pages = 0; !round.isOver && pages < PAGES; pages += 1) {
    if (isUsedUp(allowance, ports.clock) || callsBefore - allowance.calls >= CALLS) break;
    const page = await nextPage(ports, round.cursor);
    const meant = page.holdings.filter((one) => isToLookAt(one, now));
    const next = roundBehind(round, page.cursor);
    // Written first: a round that dies goes on behind what it died of.
    await ports.goneSearch.keep(next);
    let isDown = false;
    for (const { id } of connections) {
      const ofSite = meant.filter(({ connectionId }) => connectionId === id);
      const looked = await lookAtPage(onSite(ports, id), id, ofSite, allowance);
      gone += looked.gone;
      isDown ||= looked.siteIsDown;
    }
    if (isDown) {
      await ports.goneSearch.keep(round);
      break;
    }
    round = next;
  }
  return gone;
}

/** One that is still to begin, as time was set back, says nothing. */
const isOfLate = ({ beganAt }: GoneSearchProgress, now: Instant) =>
  beganAt <= now && now < beganAt + ROUND_EVERY;

function roundBehind(
  { beganAt }: GoneSearchProgress,
  cursor: string | undefined,
): GoneSearchProgress {
  return { beganAt, isOver: cursor === undefined, ...(cursor === undefined ? {} : { cursor }) };
}

async function nextPage({ holdings }: LookForGonePorts, cursor: string | undefined) {
  try {
    return await holdings.running(cursor);
  } catch (error) {
    // A cursor that the store no longer takes: the round begins anew.
    const isRefused = error instanceof PlatformFailure && !error.retryable;
    if (cursor === undefined || !isRefused) throw error;
    return holdings.running(undefined);
  }
}

interface Looked {
  readonly gone: number;
  readonly siteIsDown: boolean;
}

/** All of them at once; where that fails, each group and role by itself. */
async function lookAtPage(
  ports: LookForGonePorts & Site,
  connectionId: string,
  meant: readonly Holding[],
  allowance: Allowance,
): Promise<Looked> {
  const whole = await tryToEnd(ports, connectionId, meant);
  if (whole !== 'failed') return { gone: whole, siteIsDown: false };
  if (!(await siteAnswers(ports))) return { gone: 0, siteIsDown: true };
  let gone = 0;
  const byThing = Map.groupBy(meant, ({ entitlement }) => entitlementKey(entitlement));
  for (const all of byThing.values()) {
    if (isUsedUp(allowance, ports.clock)) break;
    const ended = await tryToEnd(ports, connectionId, all);
    if (ended !== 'failed') gone += ended;
  }
  return { gone, siteIsDown: false };
}

async function tryToEnd(
  ports: LookForGonePorts & Site,
  connectionId: string,
  holdings: readonly Holding[],
): Promise<number | 'failed'> {
  try {
    return await endGone(ports, connectionId, holdings);
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    const things = new Set(holdings.map(({ entitlement }) => entitlementKey(entitlement)));
    ports.log.warn('What is held could not be looked at', {
      code: error.code,
      things: [...things].slice(0, NAMED).join(' '),
    });
    return 'failed';
  }
}

/** Of what failed, so many are named in the log. */
const NAMED = 3;

function isToLookAt(holding: Holding, now: Instant): boolean {
  const end = latestEnd(holding);
  return (
    end !== undefined &&
    end > now + SOON &&
    holding.grants.every(({ grantedAt }) => grantedAt + NOT_YET <= now)
  );
}

async function endGone(
  ports: LookForGonePorts & Site,
  connectionId: string,
  holdings: readonly Holding[],
): Promise<number> {
  if (holdings.length === 0) return 0;
  const lookedAt = ports.clock.now();
  const live = await readLiveState(ports, connectionId, askOf(holdings), {
    unanswered: 'held',
    records: 'none',
  });
  const missing = holdings.filter((one) => isMissing(one, live));
  const gone: Holding[] = [];
  // Once more, by itself: one reading that is not right must not make a term permanent.
  const byThing = Map.groupBy(missing, ({ entitlement }) => entitlementKey(entitlement));
  for (const all of byThing.values()) {
    const [first] = all;
    if (first === undefined) continue;
    const subjects = all.map(({ subject }) => subject);
    const known = await whoHoldsAsFarAsKnown(ports.directory, first.entitlement, subjects);
    gone.push(...all.filter(({ subject }) => known.get(subjectKey(subject)) === false));
  }
  return endGoneHoldings(ports, gone, lookedAt);
}

/** Whoever or whatever is not there at all may come back with what it had, and is left to its end. */
function isMissing({ entitlement, subject }: Holding, live: LiveState): boolean {
  const held = live.holders.get(entitlementKey(entitlement));
  if (held === undefined || held.has(subjectKey(subject))) return false;
  if (subject.kind === 'person') return live.people.has(subject.accountId);
  return subject.kind === 'group' && live.groups.has(subject.groupId);
}

function askOf(holdings: readonly Holding[]): Ask {
  const subjects = [
    ...new Map(holdings.map(({ subject }) => [subjectKey(subject), subject])).values(),
  ];
  const place = new Map(subjects.map((subject, position) => [subjectKey(subject), position]));
  const changes = [
    ...Map.groupBy(holdings, ({ entitlement }) => entitlementKey(entitlement)).values(),
  ].flatMap((all): Change[] => {
    const [first] = all;
    if (first === undefined) return [];
    const positions = all.flatMap(({ subject }) => place.get(subjectKey(subject)) ?? []);
    return [{ verb: 'remove', entitlement: first.entitlement, subjects: positions }];
  });
  return { subjects, changes };
}
