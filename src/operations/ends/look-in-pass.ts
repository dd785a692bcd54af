import { judgeGivingBack } from '#domain/ends/judge-giving-back';
import { judgePass, type ToDo } from '#domain/ends/judge-pass';
import { type Holding, lastingGrant, type Wanted } from '#domain/holding/holding';
import type { Instant } from '#domain/lib/time';
import type { LiveState } from '#domain/plan/live-state';
import { rulesOf } from '#domain/plan/rules-of';
import { ifUnreadable } from '#ports/unreadable-record';
import { policyDecidesOn } from '../approval/policy-decides';
import type { JudgedOn } from '../effects/is-unchanged';
import { findGainOfApprover, type NoteGiving } from '../giving/find-gain-of-approver';
import { findWhetherAllowed } from '../giving/find-whether-allowed';
import { readLiveState } from '../plan/read-live-state';
import type { PassPorts } from './settle-ports';

/** One that the pass is over. */
export interface Taken {
  /** As it was found. */
  readonly before: Holding;
  readonly holding: Holding;
  readonly wanted: Wanted;
}

/** What is to be done of each, and what that stands on. */
export interface Looked {
  readonly toDo: readonly ToDo[];
  readonly live: LiveState;
  /** When the look began. */
  readonly lookedAt: Instant;
  /** Where something is to be given back. */
  readonly givenOn?: JudgedOn;
}

/** What the site shows by now, and what that asks to be done of each. */
export async function lookInPass(
  ports: PassPorts,
  taken: readonly Taken[],
  first: Taken,
  note: NoteGiving,
): Promise<Looked> {
  const lookedAt = ports.clock.now();
  const { entitlement, connectionId } = first.holding;
  const subjects = taken.map(({ holding }) => holding.subject);
  const change = {
    verb: 'remove',
    entitlement,
    subjects: subjects.map((_, place) => place),
  } as const;
  const live = await readLiveState(
    ports,
    connectionId,
    { subjects, changes: [change] },
    { afresh: true, proveGone: true, records: 'none' },
  );
  const toDo = judgePass(taken, live, ports.clock.now());
  if (!toDo.some(({ found }) => found === 'toAdd')) return { toDo, live, lookedAt };
  // Only what is given asks for them: an end needs none.
  const [policy, connection] = await Promise.all([
    ifUnreadable(ports.policies.inForce(connectionId), undefined),
    ports.connections.of(connectionId),
  ]);
  const at = ports.clock.now();
  const policyDecides = policyDecidesOn(ports.directory, policy, live);
  const judged = await Promise.all(
    toDo.map(async (what, place) => {
      const one = taken[place];
      if (what.found !== 'toAdd' || one === undefined) return what;
      const grant = lastingGrant(one.holding);
      if (grant === undefined) return { found: 'notToGive' as const };
      const gain = await findGainOfApprover(ports, one.holding, grant, note);
      const asked = await findWhetherAllowed(ports, one.holding, grant, policy, policyDecides);
      return judgeGivingBack(one.holding, { live, policy, gain, asked, at });
    }),
  );
  if (policy === undefined) return { toDo: judged, live, lookedAt };
  const group = rulesOf(entitlement).protectionOn(live);
  return { toDo: judged, live, lookedAt, givenOn: { connectionId, policy, connection, group } };
}
