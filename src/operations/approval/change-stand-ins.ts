import type { Person } from '#domain/action/person';
import { judgeStandIn, type StandIn, type StandInRefusal } from '#domain/approval/stand-in';
import type { AuditFact } from '#domain/audit/audit-event';
import { ok, type Result, refuse } from '#domain/lib/result';
import { type PersonChanges, rewritePeople } from '#domain/personal/rewrite-people';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { StandIns } from '#ports/stand-ins';
import { APP, makeRecord, personActor } from '../audit/make-record';
import { holdAlone, type LockPorts } from '../lock/hold-alone';

export interface StandInPorts extends LockPorts {
  readonly standIns: StandIns;
  readonly commit: Commit;
  readonly ids: IdSource;
}

interface StandInRefused {
  readonly code: 'standIn';
  readonly refusal: StandInRefusal;
}

/** Somebody says when they are away and who decides for them; what they said before is over. */
export function setStandIn(
  ports: StandInPorts,
  wanted: StandIn,
): Promise<Result<StandIn, StandInRefused>> {
  const { person, deputy, until } = wanted;
  return alone(ports, person.accountId, async () => {
    const now = ports.clock.now();
    const allowed = judgeStandIn(wanted, now);
    if (!allowed.allowed) return refuse({ code: 'standIn', refusal: allowed.why });
    // Nobody has decided for them before they said so, whatever the form gave.
    const set = { ...wanted, from: Math.max(wanted.from, now) };
    await record(ports, person, { kind: 'standIn.set', to: [deputy], from: set.from, until });
    await ports.standIns.write(set);
    return ok(set);
  });
}

/** Whoever is away is back, or an admin ends it for them. */
export function endStandIn(ports: StandInPorts, accountId: string, by: Person): Promise<void> {
  return alone(ports, accountId, async (before) => {
    if (before === undefined) return;
    const { person, deputy } = before;
    await record(ports, by, { kind: 'standIn.ended', person, to: [deputy] });
    await ports.standIns.remove(accountId);
  });
}

/**
 * Whoever is called otherwise by now is so here. Nobody whose account was closed is away any more, nor decides for anybody: nothing of
 * them is kept here, nor what is over. Answers whether it is otherwise than before.
 */
export function changeStandInOf(
  ports: StandInPorts,
  accountId: string,
  changes: PersonChanges,
): Promise<boolean> {
  return alone(ports, accountId, async (before) => {
    if (before === undefined) {
      await ports.standIns.remove(accountId);
      return true;
    }
    const { person, deputy } = before;
    const isErased = (one: Person) => changes.get(one.accountId)?.kind === 'erase';
    if (isErased(person) || isErased(deputy)) {
      const ended = { kind: 'standIn.ended', person, to: [deputy] } as const;
      await record(ports, undefined, rewritePeople(ended, changes));
      await ports.standIns.remove(accountId);
      return true;
    }
    const after = rewritePeople(before, changes);
    if (after === before) return false;
    await ports.standIns.write(after);
    return true;
  });
}

/** On record before it holds: nobody decides for somebody else of whom the audit does not know. */
async function record(
  { commit, ids, clock }: StandInPorts,
  by: Person | undefined,
  fact: AuditFact,
): Promise<void> {
  const actor = by === undefined ? APP : personActor(by);
  await commit({ audit: [makeRecord(ids, clock.now(), actor, {}, [fact])] });
}

/** One at a time, of each person; `before`: what they have said that is not over. */
function alone<T>(
  ports: StandInPorts,
  accountId: string,
  change: (before: StandIn | undefined) => Promise<T>,
): Promise<T> {
  const tooLong = 'Somebody else is changing just now who decides for this person.';
  return holdAlone(ports, { key: `stand-in:${accountId}`, tooLong }, async () =>
    change(await ports.standIns.of(accountId)),
  );
}
