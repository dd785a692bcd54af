import type { Ask, Change } from '#domain/action/ask';
import { entitlementKey } from '#domain/action/entitlement';
import { subjectKey } from '#domain/action/subject';
import { type Holding, latestEnd } from '#domain/grant/holding';
import { HOUR, type Instant, MINUTE } from '#domain/lib/time';
import type { LiveState } from '#domain/provisioning/live-state';
import type { ConnectionStore } from '#ports/connection-store';
import type { Log } from '#ports/log';
import type { Rounds } from '#ports/rounds';
import { SiteFailure } from '#ports/site-failure';
import { type Allowance, isUsedUp } from '../provisioning/allowance';
import { isHeldAfterAll } from '../provisioning/prove-gone';
import { type LivePorts, readLiveState } from '../provisioning/read-live-state';
import type { ChangeHoldingsPorts } from './change-holdings';
import { revokeHoldings } from './revoke-holdings';

export interface LookForGonePorts extends LivePorts, ChangeHoldingsPorts {
  readonly connections: ConnectionStore;
  readonly rounds: Rounds;
  readonly log: Log;
}

/** A new round begins so long after the last one began: everything is looked at once a day at least. */
const ROUND_EVERY = 12 * HOUR;
/** Calls to the site that one sweep makes for it. */
const CALLS = 60;
/** What was given a moment ago the site may not show yet; what ends soon is looked at then. */
const NOT_YET = HOUR;
const SOON = 20 * MINUTE;

/**
 * Goes round what is in force for a time, a part in each sweep, and ends the grants of access that
 * somebody else has taken away: or its old end would take away what is given by hand since.
 */
export async function lookForGone(ports: LookForGonePorts, allowance: Allowance): Promise<number> {
  const now = ports.clock.now();
  const connection = await ports.connections.current();
  let round = await ports.rounds.current();
  if (connection === undefined) return 0;
  if (round === undefined || (round.isOver && round.beganAt + ROUND_EVERY <= now)) {
    round = { beganAt: now, isOver: false };
  }
  const callsBefore = allowance.calls;
  let gone = 0;
  while (!round.isOver) {
    if (isUsedUp(allowance, ports.clock) || callsBefore - allowance.calls >= CALLS) break;
    const page = await ports.holdings.running(round.cursor);
    const meant = page.holdings.filter(
      (one) => one.connectionId === connection.id && isToLookAt(one, now),
    );
    try {
      gone += await endGone(ports, connection.id, meant);
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      ports.log.warn('What is held could not be looked at', { code: error.code });
      break;
    }
    const { cursor } = page;
    round = {
      beganAt: round.beganAt,
      isOver: cursor === undefined,
      ...(cursor === undefined ? {} : { cursor }),
    };
    await ports.rounds.keep(round);
  }
  return gone;
}

function isToLookAt(holding: Holding, now: Instant): boolean {
  const end = latestEnd(holding);
  return (
    end !== undefined &&
    end > now + SOON &&
    holding.grants.every(({ grantedAt }) => grantedAt + NOT_YET <= now)
  );
}

async function endGone(
  ports: LookForGonePorts,
  connectionId: string,
  holdings: readonly Holding[],
): Promise<number> {
  if (holdings.length === 0) return 0;
  const lookedAt = ports.clock.now();
  const live = await readLiveState(ports, connectionId, askOf(holdings), { records: 'none' });
  const missing = holdings.filter((one) => isMissing(one, live));
  const gone: Holding[] = [];
  // Once more, by itself: one reading that is not right must not make a term permanent.
  for (const one of missing) {
    const isHeld = await isHeldAfterAll(ports.directory, one.entitlement, one.subject);
    if (isHeld === false) gone.push(one);
  }
  return revokeHoldings(ports, gone, 'goneByHand', lookedAt);
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
