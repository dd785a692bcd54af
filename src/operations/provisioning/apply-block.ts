import type { Ask, Change } from '#domain/action/ask';
import { isSameSite } from '#domain/connection/is-same-site';
import { invariant } from '#domain/lib/invariant';
import { SECOND } from '#domain/lib/time';
import { makePlan } from '#domain/provisioning/make-plan';
import type { Verdict } from '#domain/provisioning/plan';
import { type EffectEnd, settleAfter } from '#domain/provisioning/settle-after';
import { settleBefore } from '#domain/provisioning/settle-before';
import { hasEnded } from '#domain/provisioning/step';
import type { Step, StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { ConnectionStore } from '#ports/connection-store';
import type { Log } from '#ports/log';
import type { PolicyStore } from '#ports/policy-store';
import type { WorkQueue } from '#ports/work-queue';
import { noteRejectedCredential } from '../connection/note-rejected-credential';
import type { Allowance } from './allowance';
import { BlockWriter } from './block-writer';
import { type LivePorts, readLiveState } from './read-live-state';
import type { RecordPorts } from './record-ends';
import { type LockPorts, removeAlone } from './remove-alone';
import type { RequestRun } from './request-run';
import { type Outcomes, type Recipient, type SendChangePorts, sendChange } from './send-change';
import { accountOf, verifyApplied } from './verify-applied';

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
  const change = run.request.ask.changes[stored.change];
  invariant(change !== undefined, 'a block of steps without its change');
  const apply = () => applyChange(ports, run, stored, change, allowance);
  await (change.verb === 'remove' ? removeAlone(ports, change.entitlement, apply) : apply());
}

async function applyChange(
  ports: ApplyPorts,
  run: RequestRun,
  stored: StepBlock,
  change: Change,
  allowance: Allowance,
): Promise<void> {
  const verdicts = await judgeNow(ports, run.request, stored);
  const block = new BlockWriter(ports, run, stored);
  const recipients: Recipient[] = [];
  block.steps = stored.steps.map((step, place): Step => {
    const now = verdicts[place];
    invariant(now !== undefined, 'a step without a verdict');
    const at = ports.clock.now();
    const settled = settleBefore(step, change, now, at);
    if (settled.do === 'nothing') return step;
    if (settled.do === 'end') return { ...step, outcome: settled.outcome };
    const accountId = accountOf(run.request, step);
    invariant(accountId !== undefined, 'an effect for somebody who is not a person');
    recipients.push({ accountId, resent: settled.resent });
    return { ...step, outcome: { state: 'begun', before: settled.before, at } };
  });
  await block.write();
  if (recipients.length === 0) return;
  const untold = new Map(recipients.map(({ accountId, resent }) => [accountId, resent]));
  await sendChange(ports, change, recipients, allowance, async (outcomes) => {
    for (const accountId of outcomes.keys()) untold.delete(accountId);
    await takeOutcomes(ports, run, block, outcomes);
  });
  const steps = block.steps.map((step) =>
    takeBack(step, untold.get(accountOf(run.request, step) ?? '')),
  );
  block.steps = await verifyApplied(ports, run.request, stored.change, steps);
  await block.write();
}

/** What the plan of this block alone would say now. */
async function judgeNow(
  ports: ApplyPorts,
  request: AccessRequest,
  block: StepBlock,
): Promise<readonly Verdict[]> {
  const change = request.ask.changes[block.change];
  invariant(change !== undefined, 'a block of steps without its change');
  const ask: Ask = {
    subjects: block.steps.flatMap((step) => request.ask.subjects[step.subject] ?? []),
    changes: [{ ...change, subjects: block.steps.map((_, place) => place) }],
  };
  const policy = await ports.policies.current();
  const live = await readLiveState(ports, request.connectionId, ask);
  return makePlan({
    ask,
    term: request.term,
    policy,
    issueProjectId: isSameSite(request.connectionId, request.issue)
      ? request.issue.projectId
      : undefined,
    live,
    at: ports.clock.now(),
  }).verdicts;
}

async function takeOutcomes(
  ports: ApplyPorts,
  run: RequestRun,
  block: BlockWriter,
  outcomes: Outcomes,
): Promise<void> {
  block.steps = block.steps.map((step): Step => {
    const outcome = outcomes.get(accountOf(run.request, step) ?? '');
    if (step.outcome.state !== 'begun' || outcome === undefined) return step;
    const end: EffectEnd =
      outcome.outcome === 'credentialRejected'
        ? { ...outcome, outcome: 'failed', reason: 'credentialRejected' }
        : outcome;
    return { ...step, outcome: settleAfter(step.outcome, end, ports.clock.now()) };
  });
  const rejected = [...outcomes.values()].some(({ outcome }) => outcome === 'credentialRejected');
  if (rejected) await noteRejectedCredential(ports);
  if (rejected || ports.clock.now() - block.writtenAt >= WRITE_EVERY) await block.write();
}

/** A step that was begun and, by this run or one before, certainly not sent is to be done as before. */
function takeBack(step: Step, resent: boolean | undefined): Step {
  return step.outcome.state === 'begun' && resent === false
    ? { ...step, outcome: { state: 'pending' } }
    : step;
}
