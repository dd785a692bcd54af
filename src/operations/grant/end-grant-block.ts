import { actionKind } from '#domain/action/action';
import type { Ask } from '#domain/action/ask';
import type { Entitlement } from '#domain/action/entitlement';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { AuditFact } from '#domain/audit/audit-event';
import { beginEnding, type EndOfGrant, endGrants, isDue } from '#domain/grant/end-grants';
import { type Grant, type GrantBlock, isOpen } from '#domain/grant/grant';
import { isTryDue } from '#domain/grant/is-try-due';
import type { Instant } from '#domain/lib/time';
import { FIRST_POLICY, type Policy } from '#domain/policy/policy';
import { GROUP_PROTECTIONS } from '#domain/protection/group-protection';
import { makePlan } from '#domain/provisioning/make-plan';
import type { Verdict } from '#domain/provisioning/plan';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import { APP, makeRecord } from '../audit/make-record';
import type { LockPorts } from '../lock/hold-alone';
import { type Allowance, allowanceUntil } from '../provisioning/allowance';
import type { SendChangePorts } from '../provisioning/effect-for';
import { type LivePorts, readLiveState } from '../provisioning/read-live-state';
import { removeAlone } from '../provisioning/remove-alone';
import { sendChange } from '../provisioning/send-change';
import type { EffectOutcome } from '../provisioning/send-effect';

export interface EndGrantsPorts extends LivePorts, SendChangePorts, LockPorts {
  readonly connections: ConnectionStore;
  readonly requests: RequestStore;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/**
 * Takes back what the due grants of one block gave. Access that another grant still gives stays; what
 * is gone already needs no effect; the last admin of anything stays, and is tried again. Answers how
 * many grants have ended.
 */
export async function endGrantBlock(
  ports: EndGrantsPorts,
  id: string,
  allowance: Allowance,
): Promise<number> {
  const block = await ports.grants.get(id);
  const connection = await ports.connections.current();
  const due = block?.grants.filter((grant) => isTryDue(grant, ports.clock.now())) ?? [];
  if (block === undefined || due.length === 0) return 0;
  if (connection?.id !== block.connectionId) {
    ports.log.warn('Grants are due on a site that is not connected', { grants: id });
    return 0;
  }
  return removeAlone(ports, block.entitlement, (until) =>
    takeBack(ports, block, due, allowanceUntil(allowance, until)),
  );
}

async function takeBack(
  ports: EndGrantsPorts,
  block: GrantBlock,
  due: readonly Grant[],
  allowance: Allowance,
): Promise<number> {
  const kept = await heldThroughOthers(ports, block, ports.clock.now());
  const subjects = due.map(({ subject }) => subject).filter((one) => !kept.has(subjectKey(one)));
  const verdicts = await judgeRemoval(ports, block, subjects);
  const toRemove = subjects.filter((one) => verdicts.get(subjectKey(one))?.verdict === 'change');
  const begun = await begin(ports, block, toRemove);
  if (begun === undefined) return 0;
  const outcomes = await remove(ports, begun, toRemove, allowance);
  return finish(ports, begun, { kept, verdicts, outcomes });
}

/** Subjects to whom another open grant gives the same beyond now. */
async function heldThroughOthers(
  ports: EndGrantsPorts,
  block: GrantBlock,
  at: Instant,
): Promise<ReadonlySet<string>> {
  const ids = await ports.grants.openFor(block.connectionId, block.entitlement);
  const others = await Promise.all(
    ids.map((id) => (id === block.id ? block : ports.grants.get(id))),
  );
  return new Set(
    others
      .flatMap((other) => other?.grants ?? [])
      .filter((grant) => isOpen(grant) && !isDue(grant, at))
      .map(({ subject }) => subjectKey(subject)),
  );
}

async function judgeRemoval(
  ports: EndGrantsPorts,
  block: GrantBlock,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, Verdict>> {
  if (subjects.length === 0) return new Map();
  const { entitlement } = block;
  const ask: Ask = {
    subjects,
    changes: [{ verb: 'remove', entitlement, subjects: subjects.map((_, place) => place) }],
  };
  // What was given for a time is taken back whatever can be asked for today.
  const policy: Policy = {
    ...FIRST_POLICY,
    rolesOf: 'anyProject',
    requestableGroups:
      entitlement.kind === 'group' ? [{ ...entitlement, unlockedFor: GROUP_PROTECTIONS }] : [],
  };
  const { verdicts } = makePlan({
    ask,
    term: { kind: 'permanent' },
    policy,
    issueProjectId: undefined,
    ownGroups: new Set(),
    ownAccounts: new Set(),
    tokenKind: 'unscoped',
    live: await readLiveState(ports, block.connectionId, ask),
    at: ports.clock.now(),
  });
  return new Map(
    subjects.flatMap((subject, place) => {
      const verdict = verdicts[place];
      return verdict === undefined ? [] : [[subjectKey(subject), verdict]];
    }),
  );
}

/** Writes that the removal may be sent from now on; undefined where somebody else is at it. */
async function begin(
  ports: EndGrantsPorts,
  block: GrantBlock,
  toRemove: readonly Subject[],
): Promise<GrantBlock | undefined> {
  if (toRemove.length === 0) return block;
  const begun = beginEnding(block, toRemove, ports.clock.now());
  return (await ports.commit({ grants: [begun] })) === 'committed' ? begun : undefined;
}

async function remove(
  ports: EndGrantsPorts,
  block: GrantBlock,
  toRemove: readonly Subject[],
  allowance: Allowance,
): Promise<ReadonlyMap<string, EffectOutcome>> {
  const outcomes = new Map<string, EffectOutcome>();
  // An earlier sweep may have sent it.
  const sent = { at: ports.clock.now(), missed: true } as const;
  const recipients = toRemove.map((subject) => ({ subject, sent }));
  const change = { verb: 'remove' as const, entitlement: block.entitlement };
  await sendChange(ports, change, recipients, allowance, async (told) => {
    for (const [key, outcome] of told) outcomes.set(key, outcome);
  });
  return outcomes;
}

/** What was found out of the subjects of grants that are due, by subject. */
interface Found {
  readonly kept: ReadonlySet<string>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly outcomes: ReadonlyMap<string, EffectOutcome>;
}

function endOf(grant: Grant, { kept, verdicts, outcomes }: Found): EndOfGrant | undefined {
  const key = subjectKey(grant.subject);
  const verdict = verdicts.get(key);
  if (kept.has(key)) return 'superseded';
  if (verdict === undefined) return undefined;
  if (verdict.verdict === 'alreadySo') return 'expired';
  if (verdict.verdict === 'impossible') return isGone(verdict.reason) ? 'expired' : undefined;
  const outcome = outcomes.get(key)?.outcome;
  // It is not held after, whoever removed it.
  const isOver = outcome === 'applied' || outcome === 'unchanged' || outcome === 'unproved';
  return isOver ? 'expired' : undefined;
}

/** With the person, the group or the role, the access is gone too. */
function isGone(reason: Extract<Verdict, { verdict: 'impossible' }>['reason']): boolean {
  return reason === 'noSuchPerson' || reason === 'noSuchGroup' || reason === 'roleNotInProject';
}

/** Somebody may end other grants of the block meanwhile: then what was found out is written onto that. */
const TRIES = 5;

async function finish(ports: EndGrantsPorts, begun: GrantBlock, found: Found): Promise<number> {
  const request = await ports.requests.get(begun.requestId);
  const of = {
    requestId: begun.requestId,
    ...(request === undefined ? {} : { issue: request.issue }),
  };
  let block: GrantBlock | undefined = begun;
  for (let attempt = 0; block !== undefined && attempt < TRIES; attempt += 1) {
    const at = ports.clock.now();
    const { entitlement, grants } = block;
    const effects = grants.flatMap((grant) => effectFactOf(entitlement, grant, found));
    const ended = endGrants(
      block,
      (grant) => (isDue(grant, at) ? endOf(grant, found) : undefined),
      at,
    );
    const facts = [...effects, ...(ended?.facts ?? [])];
    if (facts.length === 0) return 0;
    const written = await ports.commit({
      ...(ended === undefined ? {} : { grants: [ended.block] }),
      audit: [makeRecord(ports.ids, at, APP, of, facts)],
    });
    if (written === 'committed') return ended?.facts.length ?? 0;
    block = await ports.grants.get(begun.id);
  }
  return 0;
}

/** What became of the removal of a grant whose access was being taken back. */
function effectFactOf(
  entitlement: Entitlement,
  { subject, status }: Grant,
  { outcomes, verdicts }: Found,
): AuditFact[] {
  const key = subjectKey(subject);
  const outcome = outcomes.get(key);
  if (status.state !== 'ending') return [];
  const action = actionKind('remove', entitlement);
  const fact = { kind: 'effect' as const, action, subject, entitlement };
  if (outcome === undefined) {
    // Begun by a sweep that did not live to say so, and gone now: that sweep removed it.
    return verdicts.get(key)?.verdict === 'alreadySo' ? [{ ...fact, outcome: 'applied' }] : [];
  }
  switch (outcome.outcome) {
    case 'notReached':
      return [];
    case 'applied':
    case 'unchanged':
      return [{ ...fact, outcome: outcome.outcome }];
    case 'unproved':
      return [{ ...fact, outcome: 'applied', unproved: true }];
    case 'failed':
      return [{ ...fact, outcome: 'failed', reason: outcome.reason, siteMessage: outcome.message }];
    case 'credentialRejected':
      return [
        { ...fact, outcome: 'failed', reason: outcome.outcome, siteMessage: outcome.message },
      ];
  }
}
