import { type Holding, holdingId, latestEnd } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import { mattersWhoIsLeft } from '#domain/plan/keep-admins';
import { policyDecidesOn } from '../approval/policy-decides';
import { type Allowance, watchedAllowance } from '../effects/allowance';
import { isUnchanged } from '../effects/is-unchanged';
import { AT_ONCE, sendChange } from '../effects/send-change';
import type { EffectOutcome } from '../effects/send-effect';
import { Watch } from '../effects/watch';
import { doesNobodyGain } from '../giving/find-gain-of-approver';
import { areAllAllowed } from '../giving/find-whether-allowed';
import type { Looked, Taken } from './look-in-pass';
import type { PassPorts } from './settle-ports';

/** Sends what the look has found is to be given, or is to be taken; answers what came of it by the subject. */
export async function sendEnd(
  ports: PassPorts,
  allowance: Allowance,
  verb: 'add' | 'remove',
  taken: readonly Taken[],
  looked: Looked,
): Promise<ReadonlyMap<string, EffectOutcome>> {
  const wanted = verb === 'add' ? 'toAdd' : 'toRemove';
  const meant = taken.filter((_, place) => looked.toDo[place]?.found === wanted);
  const [first, ...rest] = meant;
  const outcomes = new Map<string, EffectOutcome>();
  if (first === undefined) return outcomes;
  const recipients = meant.map(({ holding, before: { work } }) => ({
    subject: holding.subject,
    isStillMeant: () => isAsTaken(ports, holding),
    // A pass before may have sent it.
    ...(work.state === 'settling' && work.sent
      ? { sent: { at: ports.clock.now(), missed: true } as const }
      : {}),
  }));
  const change = { verb, entitlement: first.holding.entitlement };
  const watch = watchOver(ports, verb, [first, ...rest], looked);
  const watched = watchedAllowance(allowance, watch);
  await sendChange(ports, change, recipients, watched, async (told) => {
    for (const [key, outcome] of told) outcomes.set(key, outcome);
  });
  return outcomes;
}

/** Whether nobody has given, prolonged or revoked it since the pass began. Not known is no. */
async function isAsTaken({ holdings, log }: PassPorts, taken: Holding): Promise<boolean> {
  try {
    const { found } = await holdings.getMany([taken]);
    return found.get(holdingId(taken))?.revision === taken.revision;
  } catch (error) {
    log.error('What is to be sent again could not be read', {
      reason: error instanceof Error ? error.message : 'unknown',
    });
    return false;
  }
}

/** The first of these ends. */
function firstEnd(meant: readonly Taken[]): Instant | undefined {
  const ends = meant.flatMap(({ holding }) => latestEnd(holding) ?? []);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/**
 * To give back is to give, and is looked at as often, and never once it is over. An end stands on its approval: what may change is
 * where it would go, and who would be left.
 */
function watchOver(
  ports: PassPorts,
  verb: 'add' | 'remove',
  meant: readonly [Taken, ...Taken[]],
  { live, lookedAt, givenOn }: Looked,
): Watch {
  const { clock } = ports;
  const { connectionId, entitlement } = meant[0].holding;
  const expected = meant.length;
  if (verb === 'add') {
    const holdings = meant.map(({ holding }) => holding);
    const policyDecides = policyDecidesOn(ports.directory, givenOn?.policy, live);
    const isStillSo = async () =>
      givenOn !== undefined &&
      (await isUnchanged(ports, givenOn)) &&
      (await areAllAllowed(ports, holdings, givenOn.policy, policyDecides)) &&
      doesNobodyGain(ports, holdings);
    return new Watch(clock, { lookedAt, expected, until: firstEnd(meant), isStillSo });
  }
  const isOnlyLook = mattersWhoIsLeft(entitlement, live);
  return new Watch(clock, {
    lookedAt,
    ...(isOnlyLook ? { answeredAt: clock.now() } : {}),
    expected,
    atOnce: AT_ONCE,
    isStillSo: async () => {
      if (isOnlyLook) return false;
      return (await ports.connections.of(connectionId)) !== undefined;
    },
  });
}
