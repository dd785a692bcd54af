import { addCounts, countSteps, NO_STEPS } from '#domain/effects/count-steps';
import { createdBy } from '#domain/effects/created-by';
import { type FailureReason, hasEnded } from '#domain/effects/step';
import type { StepBlock } from '#domain/effects/step-block';
import { type Instant, SECOND } from '#domain/lib/time';
import type { Applying, Approved } from '#domain/request/access-request';
import { isAuthorized } from '#domain/request/authorization';
import { beginApplying, isLeased } from '#domain/request/begin-applying';
import { finish } from '#domain/request/finish';
import { isGivenUp } from '#domain/request/pause-applying';
import { stop } from '#domain/request/stop';
import type { Claimed, Outbox } from '#ports/outbox';
import { PlatformFailure } from '#ports/platform-failure';
import type { RequestStore } from '#ports/request-store';
import type { Site, Sites } from '#ports/site';
import { SiteFailure } from '#ports/site-failure';
import { APP, recordOf } from '../audit/make-record';
import { findConnectionObstacle } from '../connection/find-connection-obstacle';
import type { LookPorts } from '../connection/look-at-connection';
import { type Obstacle, obstacleOf } from '../connection/obstacle-of';
import { onSite } from '../connection/on-site';
import { type Allowance, isUsedUp } from '../effects/allowance';
import { readBlocks } from '../effects/read-blocks';
import { promiseWokenEnds } from '../holding/promise-ends';
import { recordHoldings } from '../holding/record-ends';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { type WatchPorts, watchIssue } from '../watched-issue/watch-issue';
import { type ApplyPorts, applyBlock } from './apply-block';
import { failBlock } from './fail-block';
import { LostLease, RequestRun, type RunPorts } from './request-run';

export interface CarryOutPorts
  extends Omit<ApplyPorts, keyof Site | 'watchedIssues'>,
    RunPorts,
    LookPorts,
    Sites,
    WatchPorts {
  readonly requests: RequestStore;
  readonly outbox: Outbox;
}

/** The promise that this run fulfils. */
export interface CarryOut extends Claimed {
  readonly requestId: string;
  /** When the run has to stop sending, and how much it may send until then. */
  readonly allowance: Allowance;
}

/** doc: Forge async events: the longest that an event waits. Longer pauses are ended by the sweep. */
const LONGEST_DELAY = 900 * SECOND;
/** Where what goes on at once was lost on the way, the sweep pushes it again. */
const PUSHED_AGAIN = 30 * SECOND;

/**
 * Carries out an approved request, from wherever the last run stopped. Ends the promise when the
 * request has ended; else leaves it, to go on in a run after this one: at once where there was just no
 * time left, after a pause that the request tells of where the site or the connection keeps it waiting.
 * Whatever else goes wrong ends as such a pause too, and in the end as a request that needs attention.
 */
export async function carryOutRequest(ports: CarryOutPorts, work: CarryOut): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const now = ports.clock.now();
  if (request?.state !== 'approved' && request?.state !== 'applying') {
    return ports.outbox.done(work.outboxId);
  }
  if (request.state === 'applying' && isLeased(request, now)) {
    return ports.outbox.defer(work, now, request.lease.until);
  }
  const read = await tryReading(ports, request);
  const run = new RequestRun(ports, beginApplying(request, read.progress, now));
  try {
    if (!(await run.take())) return;
    try {
      if ('error' in read) throw read.error;
      await watchIssue(ports, run.request);
      run.noteCreated(createdBy(run.request.ask, read.blocks));
      const obstacle = await applyAll(ports, run, read.blocks, work.allowance);
      if (obstacle === undefined && hasWaitedForSite(request)) await promiseWokenEnds(ports);
      await end(ports, run, work, obstacle);
    } catch (error) {
      if (error instanceof LostLease) throw error;
      await giveWay(ports, run, work, error);
    }
  } catch (error) {
    // Another run has taken over: it goes on, this one stops without a word.
    if (!(error instanceof LostLease)) throw error;
  }
}

/** As it goes on, the site answers again: what is due to end has waited for that, too. */
function hasWaitedForSite(request: Approved | Applying): boolean {
  const cause = request.state === 'applying' ? request.pause?.cause : undefined;
  return cause === 'siteUnavailable' || cause === 'rateLimited';
}

/** Steps that can't be read keep no request in the dark: it is taken all the same, and tells of it. */
async function tryReading({ requests }: CarryOutPorts, request: Approved | Applying) {
  try {
    const blocks = await readBlocks(requests, request);
    const progress = blocks.map(({ steps }) => countSteps(steps)).reduce(addCounts, NO_STEPS);
    return { blocks, progress };
  } catch (error) {
    return { error, progress: lastKnown(request) };
  }
}

function lastKnown(request: Approved | Applying) {
  if (request.state === 'applying') return request.progress;
  const { change, alreadySo } = request.planned;
  return { ...NO_STEPS, pending: change + alreadySo };
}

/** Answers what keeps the rest from being done now; undefined where nothing does. */
async function applyAll(
  ports: CarryOutPorts,
  run: RequestRun,
  blocks: readonly StepBlock[],
  allowance: Allowance,
): Promise<Obstacle | undefined> {
  const there = onSite(ports, run.request.connectionId);
  for (const block of blocks) {
    if (block.steps.every(({ outcome }) => hasEnded(outcome))) continue;
    if (isUsedUp(allowance, ports.clock)) break;
    if (!isAuthorized(run.request, ports.clock.now())) {
      await failBlock(ports, run, block, 'approvalLapsed', ports.clock.now());
      continue;
    }
    const cause = await findConnectionObstacle(ports, run.request.connectionId);
    if (cause !== undefined) return { cause };
    try {
      await applyBlock(there, run, block, allowance);
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      const obstacle = obstacleOf(error, ports.clock.now());
      if (obstacle !== undefined) return obstacle;
      await failBlock(ports, run, block, failureReason(error), ports.clock.now(), error.message);
    }
  }
  return run.obstacle;
}

function failureReason({ code }: SiteFailure): FailureReason {
  return code === 'forbidden' ? 'siteRefused' : 'siteUnavailable';
}

async function end(
  ports: CarryOutPorts,
  run: RequestRun,
  work: CarryOut,
  obstacle: Obstacle | undefined,
): Promise<void> {
  if (run.request.progress.pending === 0) {
    const now = ports.clock.now();
    return close(ports, run, work, finish(run.request, run.request.progress, now));
  }
  if (obstacle === undefined) {
    // There was no time left: the next run may start at once.
    await run.releaseLease();
    return goOn(ports, work, ports.clock.now(), true);
  }
  await goOn(ports, work, await run.pause(obstacle), false);
}

/**
 * Something that no run knows how to take. The platform's own passing failures are the queue's to try
 * again; anything else is tried a few times, in the open, and then stops for a person to look at.
 */
async function giveWay(
  ports: CarryOutPorts,
  run: RequestRun,
  work: CarryOut,
  error: unknown,
): Promise<void> {
  if (error instanceof PlatformFailure && error.retryable) throw error;
  const reference = ports.ids.next().slice(0, 8);
  ports.log.error('A request could not be carried out', {
    reference,
    requestId: work.requestId,
    name: error instanceof Error ? error.name : typeof error,
    reason: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? '').slice(0, 2_000) : '',
  });
  if (isGivenUp(run.request)) {
    await recordBegun(ports, run);
    return close(ports, run, work, stop(run.request, reference, ports.clock.now()));
  }
  await goOn(ports, work, await run.pause({ cause: 'appFailed' }), false);
}

/**
 * Nobody has to retry what stops: what may have been given by then has its end on record. What can't be
 * read, or written, is left to a retry.
 */
async function recordBegun(ports: CarryOutPorts, run: RequestRun): Promise<void> {
  const { request, ask } = run;
  try {
    for (const block of await readBlocks(ports.requests, request)) {
      const begun = block.steps.filter(({ outcome }) => outcome.state === 'begun');
      await recordHoldings(ports, { request, ask, lookedAt: ports.clock.now() }, block, begun);
    }
  } catch (error) {
    ports.log.error('What a request that stops may have given could not be written', {
      requestId: request.id,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

async function goOn(
  ports: CarryOutPorts,
  work: CarryOut,
  at: Instant,
  bulk: boolean,
): Promise<void> {
  const { outboxId, requestId } = work;
  const now = ports.clock.now();
  await ports.outbox.defer(work, now, bulk ? now + PUSHED_AGAIN : at);
  const delay = Math.ceil((at - now) / SECOND);
  if (delay * SECOND > LONGEST_DELAY) return;
  await ports.queue.push(
    [{ outboxId, item: { kind: 'provision', requestId } }],
    bulk ? { bulk } : { delaySeconds: Math.max(0, delay) },
  );
}

async function close(
  ports: CarryOutPorts,
  run: RequestRun,
  work: CarryOut,
  { request, facts }: ReturnType<typeof finish> | ReturnType<typeof stop>,
): Promise<void> {
  const now = ports.clock.now();
  const tell = promiseWork(ports.ids, now, { kind: 'notifyOutcome', requestId: request.id });
  await run.write({
    request,
    audit: [recordOf(ports.ids, now, APP, request, facts)],
    outbox: [tell],
    outboxDone: [work.outboxId],
  });
  await pushPromised(ports, [tell]);
}
