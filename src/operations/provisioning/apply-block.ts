import type { Ask, Change } from '#domain/action/ask';
import { groupNameKey } from '#domain/action/entitlement';
import type { Made } from '#domain/action/made';
import { emailKey, type Subject, subjectKey } from '#domain/action/subject';
import { isSameSite } from '#domain/connection/is-same-site';
import { invariant } from '#domain/lib/invariant';
import { type Instant, SECOND } from '#domain/lib/time';
import { makePlan } from '#domain/provisioning/make-plan';
import type { Verdict } from '#domain/provisioning/plan';
import { type EffectEnd, settleAfter } from '#domain/provisioning/settle-after';
import { settleBefore } from '#domain/provisioning/settle-before';
import { hasEnded } from '#domain/provisioning/step';
import type { Step, StepBlock } from '#domain/provisioning/step-block';
import type { ConnectionStore } from '#ports/connection-store';
import type { Log } from '#ports/log';
import type { PolicyStore } from '#ports/policy-store';
import type { WorkQueue } from '#ports/work-queue';
import { noteRejectedCredential } from '../connection/note-rejected-credential';
import type { LockPorts } from '../lock/hold-alone';
import { type Allowance, allowanceUntil } from './allowance';
import { BlockWriter } from './block-writer';
import type { Recipient, SendChangePorts } from './effect-for';
import { type LivePorts, readLiveState } from './read-live-state';
import type { RecordPorts } from './record-ends';
import { removeAlone } from './remove-alone';
import type { RequestRun } from './request-run';
import { type Outcomes, sendChange } from './send-change';
import type { EffectOutcome } from './send-effect';
import { verifyApplied } from './verify-applied';

export interface ApplyPorts extends LivePorts, SendChangePorts, RecordPorts, LockPorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly queue: WorkQueue;
  readonly log: Log;
}

/** While effects are under way, what is known is written this often. */
const WRITE_EVERY = SECOND;

/**
 * Carries out one block of steps: reads the site, ends what needs no effect, writes the before-state,
 * sends, and writes each outcome with its audit and its grant. Throws SiteFailure where the site can't
 * be read, before anything was sent.
 */
export async function applyBlock(
  ports: ApplyPorts,
  run: RequestRun,
  stored: StepBlock,
  allowance: Allowance,
): Promise<void> {
  if (stored.steps.every(({ outcome }) => hasEnded(outcome))) return;
  const { ask } = run;
  const change = ask.changes[stored.change];
  invariant(change !== undefined, 'a block of steps without its change');
  const apply = (until: Instant) =>
    applyChange(ports, run, stored, { ask, change, allowance: allowanceUntil(allowance, until) });
  await (change.verb === 'remove'
    ? removeAlone(ports, change.entitlement, apply)
    : apply(allowance.deadline));
}

/** The ask and its change as they stand now: what the request has created is there. */
interface Work {
  readonly ask: Ask;
  readonly change: Change;
  readonly allowance: Allowance;
}

async function applyChange(
  ports: ApplyPorts,
  run: RequestRun,
  stored: StepBlock,
  { ask, change, allowance }: Work,
): Promise<void> {
  const subjects = stored.steps.map((step) => subjectOf(ask, step));
  const { verdicts, made } = await judgeNow(ports, run, change, subjects);
  const block = new BlockWriter(ports, run, stored);
  const recipients: Recipient[] = [];
  block.steps = stored.steps.map((step, place): Step => {
    const [now, subject] = [verdicts[place], subjects[place]];
    invariant(now !== undefined && subject !== undefined, 'a step without a verdict');
    const at = ports.clock.now();
    const settled = settleBefore(step, change, now, at, idIn(made, subject));
    if (settled.do === 'nothing') return step;
    if (settled.do === 'end') return { ...step, outcome: settled.outcome };
    recipients.push({ subject, resent: settled.resent });
    return { ...step, outcome: { state: 'begun', before: settled.before, at } };
  });
  await block.write();
  if (recipients.length > 0) {
    const untold = new Map(recipients.map(({ subject, resent }) => [subjectKey(subject), resent]));
    await sendChange(ports, change, recipients, allowance, async (outcomes) => {
      for (const key of outcomes.keys()) untold.delete(key);
      await takeOutcomes(ports, block, subjects, outcomes);
    });
    const steps = block.steps.map((step, place) =>
      takeBack(step, untold.get(keyAt(subjects, place))),
    );
    block.steps = await verifyApplied(ports, ask, change, steps);
    await block.write();
  }
}

function subjectOf(ask: Ask, step: Step): Subject {
  const subject = ask.subjects[step.subject];
  invariant(subject !== undefined, 'a step about nobody');
  return subject;
}

const keyAt = (subjects: readonly Subject[], place: number): string => {
  const subject = subjects[place];
  return subject === undefined ? '' : subjectKey(subject);
};

/** What is there already of what is to be created. */
function idIn({ accounts, groups }: Made, subject: Subject): string | undefined {
  if (subject.kind === 'newPerson') return accounts.get(emailKey(subject.email));
  return subject.kind === 'newGroup' ? groups.get(groupNameKey(subject.name)) : undefined;
}

/** What the plan of this block alone would say now. */
async function judgeNow(
  ports: ApplyPorts,
  run: RequestRun,
  change: Change,
  subjects: readonly Subject[],
): Promise<{ readonly verdicts: readonly Verdict[]; readonly made: Made }> {
  const { request, ownGroups } = run;
  const ask: Ask = {
    subjects,
    changes: [{ ...change, subjects: subjects.map((_, place) => place) }],
  };
  const [policy, connection] = await Promise.all([
    ports.policies.current(),
    ports.connections.current(),
  ]);
  const live = await readLiveState(ports, request.connectionId, ask);
  const { verdicts } = makePlan({
    ask,
    term: request.term,
    policy,
    issueProjectId: isSameSite(request.connectionId, request.issue)
      ? request.issue.projectId
      : undefined,
    ownGroups,
    tokenKind: connection?.tokenKind ?? 'scoped',
    live,
    at: ports.clock.now(),
  });
  return { verdicts, made: live.made };
}

async function takeOutcomes(
  ports: ApplyPorts,
  block: BlockWriter,
  subjects: readonly Subject[],
  outcomes: Outcomes,
): Promise<void> {
  block.steps = block.steps.map((step, place): Step => {
    const outcome = outcomes.get(keyAt(subjects, place));
    if (step.outcome.state !== 'begun' || outcome === undefined) return step;
    const end = endOf(outcome, subjects[place]);
    return { ...step, outcome: settleAfter(step.outcome, end, ports.clock.now()) };
  });
  const rejected = [...outcomes.values()].some(({ outcome }) => outcome === 'credentialRejected');
  if (rejected) await noteRejectedCredential(ports);
  if (rejected || ports.clock.now() - block.writtenAt >= WRITE_EVERY) await block.write();
}

/** A group of that name which is there, and was not created by us, is somebody else's. */
function endOf(outcome: EffectOutcome, subject: Subject | undefined): EffectEnd {
  if (outcome.outcome === 'credentialRejected') {
    return { ...outcome, outcome: 'failed', reason: 'credentialRejected' };
  }
  if (outcome.outcome !== 'unchanged' || subject?.kind !== 'newGroup') return outcome;
  const message = 'A group of this name has been created meanwhile.';
  return { outcome: 'failed', reason: 'groupNameTaken', message, maybeSent: false };
}

/** A step that was begun and, by this run or one before, certainly not sent is to be done as before. */
function takeBack(step: Step, resent: boolean | undefined): Step {
  return step.outcome.state === 'begun' && resent === false
    ? { ...step, outcome: { state: 'pending' } }
    : step;
}
