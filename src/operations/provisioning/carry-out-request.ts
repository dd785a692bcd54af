import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import { addCounts, countSteps, NO_STEPS } from '#domain/provisioning/count-steps';
import { madeOf } from '#domain/provisioning/made-of';
import type { FailureReason } from '#domain/provisioning/step';
import type { StepBlock } from '#domain/provisioning/step-block';
import type { Applying } from '#domain/request/access-request';
import { beginApplying } from '#domain/request/begin-applying';
import { finish } from '#domain/request/finish';
import { isLicensed } from '#domain/request/licence';
import type { Outbox } from '#ports/outbox';
import type { RequestStore } from '#ports/request-store';
import { SiteFailure } from '#ports/site-failure';
import { APP, recordOf } from '../audit/make-record';
import { noteRejectedCredential } from '../connection/note-rejected-credential';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { readBlocks } from '../request/read-blocks';
import { type Allowance, isUsedUp } from './allowance';
import { type ApplyPorts, applyBlock } from './apply-block';
import { failBlock } from './fail-block';
import { LostLease, RequestRun, type RunPorts } from './request-run';

export interface CarryOutPorts extends ApplyPorts, RunPorts {
  readonly requests: RequestStore;
  readonly outbox: Outbox;
}

export interface CarryOut {
  readonly requestId: string;
  /** The promise that this run fulfils. */
  readonly outboxId: string;
  /** When the run has to stop sending, and how much it may send until then. */
  readonly allowance: Allowance;
}

/** An outage shorter than this is waited out; a longer one is reported. */
const OUTAGE_WAITED_OUT = 15 * MINUTE;
const LOOK_AGAIN_AFTER = 30 * SECOND;

/**
 * Carries out an approved request, from wherever the last run stopped. Ends the promise when the
 * request has ended; else leaves it, to go on in a run after this one.
 */
export async function carryOutRequest(ports: CarryOutPorts, work: CarryOut): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const now = ports.clock.now();
  if (request?.state !== 'approved' && request?.state !== 'applying') {
    return ports.outbox.done(work.outboxId);
  }
  if (request.state === 'applying' && request.lease.until > now) {
    return ports.outbox.defer(work.outboxId, request.lease.until);
  }
  const blocks = await readBlocks(ports.requests, request);
  const progress = blocks.map(({ steps }) => countSteps(steps)).reduce(addCounts, NO_STEPS);
  const run = new RequestRun(ports, beginApplying(request, progress, now));
  try {
    if (!(await run.take())) return;
    run.noteMade(madeOf(request.ask, blocks));
    await applyAll(ports, run, blocks, work.allowance);
    await end(ports, run, work);
  } catch (error) {
    // Another run has taken over: it goes on, this one stops without a word.
    if (!(error instanceof LostLease)) throw error;
  }
}

async function applyAll(
  ports: CarryOutPorts,
  run: RequestRun,
  blocks: readonly StepBlock[],
  allowance: Allowance,
): Promise<void> {
  for (const block of blocks) {
    if (isUsedUp(allowance, ports.clock)) return;
    const obstacle = await findObstacle(ports, run.request);
    if (obstacle !== undefined) {
      await failBlock(ports, run, block, obstacle, ports.clock.now());
      continue;
    }
    try {
      await applyBlock(ports, run, block, allowance);
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      if (error.code === 'credentialRejected') await noteRejectedCredential(ports);
      else if (isWaitedOut(error, run.request, ports.clock.now())) return;
      await failBlock(ports, run, block, failureReason(error), ports.clock.now(), error.message);
    }
  }
}

/** What stands in the way of any effect of this request, whatever it is about. */
async function findObstacle(
  ports: CarryOutPorts,
  request: Applying,
): Promise<FailureReason | undefined> {
  const connection = await ports.connections.current();
  if (connection?.id !== request.connectionId) return 'connectionMissing';
  return isLicensed(request, ports.clock.now()) ? undefined : 'approvalLapsed';
}

function isWaitedOut(error: SiteFailure, request: Applying, now: Instant): boolean {
  return error.retryable && now < request.since + OUTAGE_WAITED_OUT;
}

function failureReason({ code }: SiteFailure): FailureReason {
  switch (code) {
    case 'credentialRejected':
      return 'credentialRejected';
    case 'rateLimited':
      return 'rateLimited';
    case 'forbidden':
      return 'siteRefused';
    default:
      return 'siteUnavailable';
  }
}

async function end(ports: CarryOutPorts, run: RequestRun, work: CarryOut): Promise<void> {
  const now = ports.clock.now();
  if (run.request.progress.pending > 0) {
    // The next run may start at once, unless the site is to be given time.
    await run.letGo();
    const goOn = isUsedUp(work.allowance, ports.clock);
    await ports.outbox.defer(work.outboxId, now + LOOK_AGAIN_AFTER);
    return ports.queue.push(
      [{ outboxId: work.outboxId, item: { kind: 'provision', requestId: work.requestId } }],
      goOn ? { bulk: true } : { delaySeconds: LOOK_AGAIN_AFTER / SECOND },
    );
  }
  const { request, facts } = finish(run.request, run.request.progress, now);
  const tell = promiseWork(ports.ids, now, { kind: 'notifyOutcome', requestId: request.id });
  await run.write({
    request,
    audit: [recordOf(ports.ids, now, APP, request, facts)],
    outbox: [tell],
    outboxDone: [work.outboxId],
  });
  await pushPromised(ports, [tell]);
}
