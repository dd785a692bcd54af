import type { Person } from '#domain/action/person';
import { judgeStandIn, type StandIn, type StandInRefusal } from '#domain/approval/stand-in';
import type { AuditFact } from '#domain/audit/audit-event';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { PersonChanges } from '#domain/personal/rewrite-people';
import { rewritePeople } from '#domain/personal/rewrite-people';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { StandIns } from '#ports/stand-ins';
import { ifUnreadable } from '#ports/unreadable-record';
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
): Promise<Result<readonly StandIn[], StandInRefused>> {
  return alone(ports, async (all) => {
    const now = ports.clock.now();
    const allowed = judgeStandIn(wanted, all, now);
    if (!allowed.allowed) return refuse({ code: 'standIn', refusal: allowed.why });
    const { person, deputy, from, until } = wanted;
    const others = all.filter((one) => one.person.accountId !== person.accountId);
    const fact = { kind: 'standIn.set', to: [deputy], from, until } as const;
    return write(ports, [...others, wanted], person, fact);
  });
}

/** Whoever is away is back, or an admin ends it for them. */
export function endStandIn(
  ports: StandInPorts,
  accountId: string,
  by: Person,
): Promise<Result<readonly StandIn[], StandInRefused>> {
  return alone(ports, async (all) => {
    const ended = all.find(({ person }) => person.accountId === accountId);
    if (ended === undefined) return ok(all);
    const { person, deputy } = ended;
    const others = all.filter((one) => one !== ended);
    const fact = { kind: 'standIn.ended', person, to: [deputy] } as const;
    return write(ports, others, by, fact);
  });
}

/**
 * Nobody whose account was closed is away any more, nor decides for anybody: nothing of them is kept here. Where that
 * can't be read, the round goes on: the record goes once an admin removes it, or by itself some months after it was written.
 */
export async function endStandInsOf(ports: StandInPorts, changes: PersonChanges): Promise<void> {
  const erased: PersonChanges = new Map([...changes].filter(([, { kind }]) => kind === 'erase'));
  if (erased.size === 0) return;
  const isTheirs = ({ person, deputy }: StandIn) =>
    erased.has(person.accountId) || erased.has(deputy.accountId);
  const kept = await ifUnreadable(ports.standIns.all(), []);
  if (!kept.some(isTheirs)) return;
  await alone(ports, async (all) => {
    const facts = all.filter(isTheirs).map(({ person, deputy }) => {
      const ended = { kind: 'standIn.ended', person, to: [deputy] } as const;
      return rewritePeople(ended, erased);
    });
    const at = ports.clock.now();
    await ports.commit({ audit: [makeRecord(ports.ids, at, APP, {}, facts)] });
    await ports.standIns.write(all.filter((one) => !isTheirs(one)));
  });
}

/** On record before it holds: nobody decides for somebody else of whom the audit does not know. */
async function write(
  ports: StandInPorts,
  all: readonly StandIn[],
  by: Person,
  fact: AuditFact,
): Promise<Result<readonly StandIn[], never>> {
  const at = ports.clock.now();
  await ports.commit({ audit: [makeRecord(ports.ids, at, personActor(by), {}, [fact])] });
  await ports.standIns.write(all);
  return ok(all);
}

async function alone<T>(
  ports: StandInPorts,
  change: (all: readonly StandIn[]) => Promise<T>,
): Promise<T> {
  const tooLong = 'Others are changing who is away just now.';
  return holdAlone(ports, { key: 'stand-ins', tooLong }, async () =>
    change(await ports.standIns.all()),
  );
}
