import { actionKind } from '#domain/action/action';
import type { Ask } from '#domain/action/ask';
import { type Subject, subjectKey } from '#domain/action/subject';
import type { AuditFact } from '#domain/audit/audit-event';
import { beginEnding, type EndOfGrant, endGrants, isDue } from '#domain/grant/end-grants';
import { type Grant, type GrantBlock, isOpen } from '#domain/grant/grant';
import { isTryDue } from '#domain/grant/is-try-due';
import type { Instant } from '#domain/lib/time';
import { FIRST_POLICY, type Policy } from '#domain/policy/policy';
import { makePlan } from '#domain/provisioning/make-plan';
import type { Verdict } from '#domain/provisioning/plan';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { ConnectionStore } from '#ports/connection-store';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import { APP, makeRecord } from '../audit/make-record';
import { type LivePorts, readLiveState } from '../provisioning/read-live-state';
import { type SendChangePorts, sendChange } from '../provisioning/send-change';
import type { EffectOutcome } from '../provisioning/send-effect';

export interface EndGrantsPorts extends LivePorts, SendChangePorts {
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
  deadline: Instant,
): Promise<number> {
  const block = await ports.grants.get(id);
  const connection = await ports.connections.current();
  const due = block?.grants.filter((grant) => isTryDue(grant, ports.clock.now())) ?? [];
  if (block === undefined || due.length === 0) return 0;
  if (connection?.id !== block.connectionId) {
    ports.log.warn('Grants are due on a site that is not connected', { grants: id });
    return 0;
  }
  const kept = await heldThroughOthers(ports, block, ports.clock.now());
  const subjects = due.map(({ subject }) => subject).filter((one) => !kept.has(subjectKey(one)));
  const verdicts = await judgeRemoval(ports, block, subjects);
  const toRemove = subjects.filter((one) => verdicts.get(subjectKey(one))?.verdict === 'change');
  const begun = await begin(ports, block, toRemove);
  if (begun === undefined) return 0;
  const outcomes = await remove(ports, begun, toRemove, deadline);
  return finish(ports, begun, (grant) => endOf(grant, kept, verdicts, outcomes), outcomes);
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
    requestableGroups: entitlement.kind === 'group' ? [{ ...entitlement, unlocked: true }] : [],
  };
  const { verdicts } = makePlan({
    ask,
    term: { kind: 'permanent' },
    policy,
    issueProjectId: '',
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
  deadline: Instant,
): Promise<ReadonlyMap<string, EffectOutcome>> {
  const outcomes = new Map<string, EffectOutcome>();
  // The right thing to send again is the same thing: it is not held after, whoever removed it.
  const recipients = toRemove.flatMap((subject) =>
    subject.kind === 'person' ? [{ accountId: subject.accountId, resent: true }] : [],
  );
  const change = { verb: 'remove' as const, entitlement: block.entitlement };
  await sendChange(ports, change, recipients, deadline, async (told) => {
    for (const [accountId, outcome] of told) outcomes.set(`person:${accountId}`, outcome);
  });
  return outcomes;
}

function endOf(
  grant: Grant,
  kept: ReadonlySet<string>,
  verdicts: ReadonlyMap<string, Verdict>,
  outcomes: ReadonlyMap<string, EffectOutcome>,
): EndOfGrant | undefined {
  const key = subjectKey(grant.subject);
  const verdict = verdicts.get(key);
  if (kept.has(key)) return 'superseded';
  if (verdict === undefined) return undefined;
  if (verdict.verdict === 'alreadySo') return 'expired';
  if (verdict.verdict === 'impossible') return isGone(verdict.reason) ? 'expired' : undefined;
  const outcome = outcomes.get(key)?.outcome;
  return outcome === 'applied' || outcome === 'unchanged' ? 'expired' : undefined;
}

/** With the person, the group or the role, the access is gone too. */
function isGone(reason: Extract<Verdict, { verdict: 'impossible' }>['reason']): boolean {
  return reason === 'noSuchPerson' || reason === 'noSuchGroup' || reason === 'roleNotInProject';
}

async function finish(
  ports: EndGrantsPorts,
  block: GrantBlock,
  why: (grant: Grant) => EndOfGrant | undefined,
  outcomes: ReadonlyMap<string, EffectOutcome>,
): Promise<number> {
  const at = ports.clock.now();
  const ended = endGrants(block, (grant) => (isDue(grant, at) ? why(grant) : undefined), at);
  const effects = block.grants.flatMap((grant) => effectFactOf(block, grant, outcomes));
  const facts = [...effects, ...(ended?.facts ?? [])];
  if (facts.length === 0) return 0;
  const request = await ports.requests.get(block.requestId);
  await ports.commit({
    ...(ended === undefined ? {} : { grants: [ended.block] }),
    audit: [
      makeRecord(
        ports.ids,
        at,
        APP,
        { requestId: block.requestId, ...(request === undefined ? {} : { issue: request.issue }) },
        facts,
      ),
    ],
  });
  return ended?.facts.length ?? 0;
}

function effectFactOf(
  { entitlement }: GrantBlock,
  { subject, status }: Grant,
  outcomes: ReadonlyMap<string, EffectOutcome>,
): AuditFact[] {
  const outcome = outcomes.get(subjectKey(subject));
  if (outcome === undefined || outcome.outcome === 'notReached' || status.state !== 'ending')
    return [];
  const fact = {
    kind: 'effect' as const,
    action: actionKind('remove', entitlement),
    subject,
    entitlement,
  };
  if (outcome.outcome === 'applied' || outcome.outcome === 'unchanged') {
    return [{ ...fact, outcome: outcome.outcome }];
  }
  const reason = outcome.outcome === 'failed' ? outcome.reason : outcome.outcome;
  return [{ ...fact, outcome: 'failed', reason, siteMessage: outcome.message }];
}
